"""Opening the lab: what is told when it cannot be opened, and that sessions do not know of each other."""

from __future__ import annotations

import ast
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
import solara
from typer.testing import CliRunner

import budgetsim.app
from budgetsim.app import launch
from budgetsim.app.addresses import AREAS, PATHS, VARIABLE, language_of, opening_language, with_language
from budgetsim.app.declared import Bounds, bounds_of
from budgetsim.app.gate.rules import read_rules
from budgetsim.app.keeper import desk_context, use_kept
from budgetsim.app.lessons import reading
from budgetsim.app.page import Layout, language_context
from budgetsim.app.widgets import Lever, Number, Slider
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.language import LANGUAGES, language
from budgetsim.model.timeline import CATEGORICAL, NUMERIC
from budgetsim.report.declared import meaning_of

PACKAGE = Path(budgetsim.app.__file__).parent


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["app", *arguments])


def told(answer: Any) -> str:
    return " ".join(answer.stderr.split())


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where something listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


# The command -----------------------------------------------------------------------------------------------------


def test_taken_port_says_what_to_do(taken: int) -> None:
    answer = invoke("--no-open", "--port", str(taken))
    assert answer.exit_code == 2
    assert f"--port {taken}: something else listens there already" in told(answer)
    assert "--port 0" in told(answer)


def test_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(name: str) -> None:
        if name == "solara-assets":
            raise PackageNotFoundError(name)

    monkeypatch.setattr(launch, "distribution", lacks)
    answer = invoke("--no-open")
    assert answer.exit_code == 2
    assert 'pip install "budgetsim[lab]"' in told(answer)
    assert "solara-assets" in told(answer)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "x" * 300, "192.0.2.7"])
def test_host_that_is_not_here_is_refused(host: str) -> None:
    answer = invoke("--no-open", "--port", "0", "--host", host)
    assert answer.exit_code == 2
    assert "--host" in told(answer)
    assert "127.0.0.1" in told(answer)
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "many", "80.5"])
def test_port_out_of_range_is_refused(port: str) -> None:
    answer = invoke("--no-open", "--port", port)
    assert answer.exit_code == 2
    assert "0 to 65535" in told(answer)


def test_unknown_language_is_refused() -> None:
    answer = invoke("--no-open", "--language", "fr")
    assert answer.exit_code == 2
    assert "'fr'" in told(answer)


def test_loopback_is_the_default_and_not_public() -> None:
    served = launch.listen("127.0.0.1", 0, read_rules())
    with served.listener:
        assert served.listener.getsockname()[0] == "127.0.0.1"
        assert not served.public
        assert served.address == f"http://127.0.0.1:{served.listener.getsockname()[1]}/"


def test_open_host_is_public() -> None:
    served = launch.listen("0.0.0.0", 0, read_rules())
    with served.listener:
        assert served.public
        assert "0.0.0.0" not in served.address


def test_browser_is_opened_where_there_is_a_screen_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not launch.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert launch.has_screen()


def test_help_does_not_import_the_lab() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from budgetsim.cli.main import app;"
        "r = CliRunner().invoke(app, ['app', '--help']); assert r.exit_code == 0, r.output;"
        "assert not {'solara', 'uvicorn', 'pandas', 'mesa'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_lab_opens_without_network_and_closes_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    import urllib.request

    command = [sys.executable, "-m", "budgetsim", "app", "--no-open", "--port", "0"]
    # Whatever is asked of the network goes to a port where nobody answers.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | nowhere,
    )
    try:
        address = process.stdout.readline().split()[-1]  # type: ignore[union-attr]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for path in PATHS.values():
            with opener.open(address.rstrip("/") + path) as page:
                assert page.status == 200
        for asset in ("echarts@5.4.0/dist/echarts.js", "requirejs@2.3.6/require.js"):
            with opener.open(f"{address}_solara/cdn/{asset}") as file:
                assert file.status == 200
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert "Traceback" not in errors
    assert process.returncode in ((0, 130) if number == signal.SIGINT else (0, -signal.SIGTERM))


# Languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "code"),
    [("lang=zh", "zh"), ("a=1&lang=en", "en"), ("lang=xx", None), ("", None), (None, None)],
)
def test_address_names_the_language(search: str | None, code: str | None) -> None:
    assert language_of(search) == code


def test_links_keep_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert with_language("/play", "zh") == "/play?lang=zh"
    assert with_language("/play?lang=zh", "en") == "/play"
    monkeypatch.setenv(VARIABLE, "zh")
    assert opening_language() == "zh"
    assert with_language("/play", "en") == "/play?lang=en"
    monkeypatch.setenv(VARIABLE, "xx")
    assert opening_language() == "en"


# Controls --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NUMERIC)
def test_slider_offers_allowed_values_only(name: str) -> None:
    declared = declarations()[name]
    for value in (declared.default, declared.lower, 1.0):
        bounds = bounds_of(name, float(value))  # type: ignore[arg-type]
        assert declared.lower <= bounds.lower <= value <= bounds.upper <= declared.upper  # type: ignore[operator]
        assert bounds.step > 0


@pytest.mark.parametrize("name", CATEGORICAL)
def test_choice_is_no_slider(name: str) -> None:
    with pytest.raises(ValueError, match="not a number on a scale"):
        bounds_of(name, 1.0)


def test_value_outside_a_slider_never_arrives() -> None:
    heard: list[float] = []
    box, rc = solara.render(Slider("x", "X", 0.5, heard.append, Bounds(0.0, 1.0, 0.1)), handle_error=False)
    change = widget_with(box, "lower")._event_callbacks["changed"]
    for value in (1.5, -0.1, float("nan"), 0.7):
        change(value)
    assert heard == [0.7]
    rc.close()


def test_number_that_does_not_fit_never_arrives() -> None:
    heard: list[float] = []
    box, rc = solara.render(Number("n", "N", 3, heard.append, 0, 10, language("en")), handle_error=False)
    change = widget_with(box, "fault")._event_callbacks["changed"]
    for value in (11, -1, 2.5, 7):
        change(value)
    assert heard == [7]
    rc.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_lever_is_shown_with_name_meaning_and_bounds(code: str) -> None:
    speak = language(code)
    box, rc = solara.render(
        Lever("monitoring_intensity", 0.04, lambda _name, _value: None, speak), handle_error=False
    )
    shown = widget_with(box, "lower")
    assert shown.label.lower() == speak.name("monitoring_intensity").lower()
    assert shown.meaning.lower() == meaning_of(speak, "monitoring_intensity").lower()
    assert (shown.lower, shown.upper, shown.percent) == (0.0, 1.0, True)
    rc.close()


# Sessions --------------------------------------------------------------------------------------------------------


@solara.component
def Counter(name: str) -> None:  # noqa: N802 - a component
    value, set_value = use_kept("count", 0)
    solara.Button(f"{name}: {value}", on_click=lambda: set_value(value + 1))


@solara.component
def Session(name: str) -> None:  # noqa: N802 - a component
    desk_context.provide(solara.use_memo(dict, []))
    Counter(name)
    Counter(name)


def test_sessions_do_not_see_each_other() -> None:
    import ipyvuetify as v

    _, first = solara.render(Session("first"), handle_error=False)
    _, second = solara.render(Session("second"), handle_error=False)
    first.find(v.Btn)[0].widget.click()
    first.find(v.Btn)[1].widget.click()
    assert [button.children[0] for button in first.find(v.Btn).widgets] == ["first: 2", "first: 2"]
    assert [button.children[0] for button in second.find(v.Btn).widgets] == ["second: 0", "second: 0"]
    first.close()
    second.close()


def test_games_of_two_sessions_are_two_games() -> None:
    from budgetsim.app.play.page import PlayPage

    speak = language("en")
    boxes = [solara.render(PlayPage(speak), handle_error=False) for _ in range(2)]
    first, second = boxes[0][0], boxes[1][0]
    widget_with(first, "look", "play-begin")._event_callbacks["clicked"]()
    assert widgets_with(first, "look", "play-close-year")
    assert not widgets_with(second, "look", "play-close-year")
    widget_with(first, "look", "play-close-year")._event_callbacks["clicked"]()
    assert widget_with(first, "look", "play-close-year").label == "Close year 2"
    widget_with(second, "look", "play-begin")._event_callbacks["clicked"]()
    assert widget_with(second, "look", "play-close-year").label == "Close year 1"
    for _, rc in boxes:
        rc.close()


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_no_module_keeps_what_a_user_does(path: Path) -> None:
    """At module level there are constants, functions, contexts: no reactive value, no list or dict that grows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        called = {ast.unparse(call.func) for call in ast.walk(node.value) if isinstance(call, ast.Call)}
        assert not called & {"solara.reactive", "solara.Reactive", "reactive", "dict", "list", "set"}
        empty = isinstance(node.value, ast.Dict) and not node.value.keys
        empty |= isinstance(node.value, ast.List) and not node.value.elts
        assert not empty, ast.unparse(node)


# Pages -----------------------------------------------------------------------------------------------------------


@solara.component
def broken(_plans: Any, _experiment: Any, _speak: Any) -> None:
    raise RuntimeError("secret detail")


@solara.component
def Page(area: str, code: str) -> None:  # noqa: N802 - a component
    speak = language(code)
    language_context.provide(speak)
    desk_context.provide(solara.use_memo(dict, []))
    getattr(import_module(f"budgetsim.app.{area}.page"), f"{area.capitalize()}Page")(speak)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("area", ["explore", "play"])
def test_page_is_shown_in_every_language(area: str, code: str) -> None:
    box, rc = solara.render(Page(area, code), handle_error=False)
    assert language(code)(f"lab-{area}-title") in text_of(box)
    rc.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_layout_names_every_area(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, code)
    box, rc = solara.render(Layout(), handle_error=False)
    header = widget_with(box, "areas")
    assert [area["name"] for area in header.areas] == list(AREAS)
    assert [area["label"] for area in header.areas] == [language(code)(f"lab-{area}") for area in AREAS]
    assert header.language == code
    rc.close()


def test_slider_changes_the_finding() -> None:
    box, rc = solara.render(Page("explore", "en"), handle_error=False)
    before = text_of(box)
    slider = next(w for w in widgets_with(box, "lower") if w.name == "rectification")
    slider._event_callbacks["changed"](0.0)
    after = text_of(box)
    assert "raises net social value" in before
    assert before != after
    rc.close()


def test_bureau_side_is_all_that_is_shown_until_the_curtain_opens() -> None:
    box, rc = solara.render(Page("explore", "en"), handle_error=False)
    widget_with(box, "look", "explore-view-watch")._event_callbacks["clicked"]()
    assert "The bureau cannot look behind this curtain." in text_of(box)
    assert "Objective understated by" not in text_of(box)
    assert not [w for w in widgets_with(box, "place") if w.name == "secret"]
    widget_with(box, "look", "explore-truth-switch")._event_callbacks["clicked"]()
    assert "Objective understated by" in text_of(box)
    assert [w for w in widgets_with(box, "place") if w.name == "secret"]
    rc.close()


def test_game_is_played_to_its_end() -> None:
    box, rc = solara.render(Page("play", "en"), handle_error=False)
    widget_with(box, "look", "play-begin")._event_callbacks["clicked"]()
    for _ in range(10):
        assert not widgets_with(box, "look", "play-restart")
        widget_with(box, "look", "play-close-year")._event_callbacks["clicked"]()
    assert widgets_with(box, "look", "play-restart")
    # Nothing was changed: the status quo, nought points.
    assert "You came 0 per cent of the way" in text_of(box)
    rc.close()


def test_page_that_fails_says_so_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetsim.app import page
    from budgetsim.app.explore import page as explore

    healthy = explore.Results
    monkeypatch.setattr(explore, "Results", broken)
    box, rc = solara.render(
        next(route for route in page.routes if route.path == "explore").component(), handle_error=False
    )
    shown = text_of(box)
    assert "This page has stumbled" in shown
    assert "secret detail" not in shown
    assert "Traceback" not in shown
    monkeypatch.setattr(explore, "Results", healthy)
    widget_with(box, "look")._event_callbacks["clicked"]()
    assert "raises net social value" in text_of(box)
    rc.close()


def walk(widget: Any, seen: set[int] | None = None) -> Iterator[Any]:
    """All widgets below one, in order."""
    seen = set() if seen is None else seen
    if id(widget) in seen:
        return
    seen.add(id(widget))
    yield widget
    for child in getattr(widget, "children", ()) or ():
        if hasattr(child, "comm"):
            yield from walk(child, seen)


def widgets_with(box: Any, trait: str, value: str | None = None) -> list[Any]:
    """Widgets that have a trait (and hold a text in it)."""
    found = [widget for widget in walk(box) if trait in getattr(widget, "keys", ())]
    return found if value is None else [widget for widget in found if value in str(getattr(widget, trait))]


def widget_with(box: Any, trait: str, value: str | None = None) -> Any:
    """The first widget that has a trait (and holds a text in it)."""
    found = widgets_with(box, trait, value)
    assert found, f"no widget with {trait} {value or ''}"
    return found[0]


def text_of(box: Any) -> str:
    """Everything that stands in elements of text."""
    return " ".join(str(child) for widget in walk(box) for child in texts(widget))


def texts(widget: Any) -> Iterator[str]:
    for child in getattr(widget, "children", ()) or ():
        if isinstance(child, str):
            yield child
    for trait in ("unsafe_innerHTML", "inner_html", "template"):
        value = getattr(widget, trait, None)
        if isinstance(value, str):
            yield value


# Lessons of one's own ---------------------------------------------------------------------------------------------


def test_wrong_lesson_of_ones_own_is_told_before_the_lab_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(reading.VARIABLE, "")
    assert reading.lessons()  # what was read without the folder is not what is read with it
    (tmp_path / "mine.toml").write_text('id = "mine"\nminuts = 5\n', encoding="utf-8")
    answer = invoke("--no-open", "--port", "0", "--lessons", str(tmp_path))
    assert answer.exit_code == 2
    assert "--lessons" in told(answer)
    assert "mine.toml:2: minuts" in told(answer)
    assert "did you mean minutes?" in told(answer)
