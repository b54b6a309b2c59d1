"""Whatever a file holds, loading it gives a scenario or a ScenarioError."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from budgetsim.declarations import GROUPS, declarations
from budgetsim.scenario import Fault, Scenario, ScenarioError, read_scenario_text
from budgetsim.scenario_files.read import TooDeepError, decode, scan
from budgetsim.scenario_files.roster import read_roster

VALID = """\
name = "valid"
description = '''
two lines'''
[policy]
staff = 5
"training" = 0.25
budget_rule = "grades"
evaluation_lag = 1
[district]
departments = 2
departments_file = ""
[roster]
names = ["A", "B"]
archetypes = ["craft", "coping"]
sizes = [1, 2.5]
budgets = [3e1, 4]
[[change]]
year = 2
share = 0.5
assignment = "craft"
training = 0.5
"""
TOKENS = [
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    '"',
    "'",
    '"""',
    ".",
    ",",
    "\n",
    "#",
    "true",
    "nan",
    "inf",
    "-1",
    "\\",
    "\0",
    "staff",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.dates(),
    st.binary(max_size=3),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
NAMES = st.sampled_from(
    [*GROUPS, *declarations(), "change", "changes", "year", "levers", "roster", "extends", "name"]
)


def attempt(make):
    """Return what ``make`` returns, or its ScenarioError; any other error is the test's failure."""
    try:
        return make()
    except ScenarioError as error:
        return error


def load(content: bytes):
    return attempt(lambda: read_scenario_text(decode(content, "fuzz.toml"), "fuzz.toml"))


def is_told(result) -> bool:
    """Whether a result is a scenario that can be written and read, or an error with places and a text."""
    if isinstance(result, Scenario):
        return Scenario.from_dict(result.to_dict()) == result
    places_are_right = all(fault.line is None or fault.line >= 1 for fault in result.faults)
    return bool(result.faults) and bool(str(result)) and places_are_right


@given(st.binary(max_size=200))
def test_random_bytes_are_told(content):
    assert is_told(load(content))


@given(st.text(max_size=100))
def test_random_text_is_told(text):
    assert is_told(load(text.encode("utf-8", "surrogatepass")))


@given(
    st.lists(
        st.tuples(st.integers(0, len(VALID)), st.integers(0, 8), st.sampled_from(TOKENS)),
        min_size=1,
        max_size=4,
    )
)
def test_mutated_files_are_told(edits):
    text = VALID
    for start, length, token in edits:
        text = text[:start] + token + text[start + length :]
    assert is_told(load(text.encode()))


@given(st.integers(0, len(VALID)), st.binary(min_size=1, max_size=4))
def test_corrupted_files_are_told(start, noise):
    content = VALID.encode()
    assert is_told(load(content[:start] + noise + content[start:]))


def test_file_to_be_mutated_is_valid():
    assert isinstance(load(VALID.encode()), Scenario)


@given(
    st.dictionaries(
        NAMES | st.text(max_size=5), st.dictionaries(NAMES, VALUES, max_size=3) | VALUES, max_size=4
    )
)
def test_from_dict_is_told(data):
    assert is_told(attempt(lambda: Scenario.from_dict(data)))


@given(st.dictionaries(NAMES | st.text(max_size=5), VALUES, max_size=3))
def test_replace_is_told(values):
    assert is_told(attempt(lambda: Scenario().replace(**values)))


@given(
    st.dictionaries(
        NAMES, st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=5)), max_size=3
    )
)
def test_replace_and_from_dict_agree(values):
    values = {
        name: value for name, value in values.items() if name in declarations() and name != "departments_file"
    }
    data = {}
    for name, value in values.items():
        data.setdefault(declarations()[name].group, {})[name] = value
    moved, read = attempt(lambda: Scenario().replace(**values)), attempt(lambda: Scenario.from_dict(data))
    if isinstance(moved, ScenarioError):
        moved, read = ({(fault.field, fault.message) for fault in error.faults} for error in (moved, read))
    assert moved == read


@given(st.text(alphabet=st.sampled_from('a1,"\n\r ;craft.e+-'), max_size=80))
def test_random_rosters_are_told(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp()
    (folder / "fuzz.csv").write_bytes(b"name,archetype,size,budget\n" + text.encode())
    got = attempt(lambda: read_roster("fuzz.csv", folder, Fault("", None, "", None, "")))
    assert got.faults if isinstance(got, ScenarioError) else min(got.sizes + got.budgets) > 0


def paths_of(data, path=()):
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from paths_of(value, (*path, key))


KEYS = st.sampled_from(["a", "b", '"c d"', "'e.f'", "a.b", '"\\u0041"'])
LEAVES = st.sampled_from(
    ["1", "1.5", '"x # ="', "'['", '"""\nx\n"""', "'''\n[y]\n'''", "true", "1979-05-27 07:32:00"]
)
LISTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", # c\n".join([*items, "]"]))
        | st.tuples(KEYS, inner).map(lambda pair: "{" + " = ".join(pair) + "}")
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(KEYS, LISTS).map(" = ".join),
    KEYS.map("[{}]".format),
    KEYS.map("[[{}]]".format),
    st.just("# [x]\n"),
)


@given(st.lists(STATEMENTS, max_size=6))
def test_scan_knows_every_key_that_the_parser_knows(statements):
    text = "\n".join(statements)
    try:
        data = tomllib.loads(text)
        lines = scan(text)
    except (tomllib.TOMLDecodeError, TooDeepError):
        return
    assert set(paths_of(data)) == set(lines._known)
