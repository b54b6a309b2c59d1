"""The lab itself behind its gate: requests that tried to change it change nothing."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from budgetsim.app import framework
from budgetsim.app.gate.rules import read_rules
from budgetsim.cli.main import app

# At launch --------------------------------------------------------------------------------------------------------


def test_addresses_are_refused_before_anything_is_opened() -> None:
    typed = ["--no-open", "--port", "0", "--root-path", "/play", "--allow-host", "*", "--embed-in", "moodle"]
    answer = CliRunner().invoke(app, ["app", *typed])
    assert answer.exit_code == 2
    assert all(
        flag in answer.stderr
        for flag in ("--root-path: '/play'", "--allow-host: '*'", "--embed-in: 'moodle'")
    )


@pytest.mark.parametrize("flag", ["--sessions", "--sessions-by-address", "--idle-minutes"])
def test_limits_are_whole_numbers_from_1(flag: str) -> None:
    answer = CliRunner().invoke(app, ["app", "--no-open", flag, "0"])
    assert answer.exit_code == 2
    assert "from 1 to" in " ".join(answer.stderr.replace("│", " ").split())


def test_framework_learns_its_address_at_launch() -> None:
    rules = read_rules(base_url="https://lab.example.org/lab").at("127.0.0.1", 8765, "127.0.0.1")
    told = framework.settings(rules)
    assert told["SOLARA_ROOT_PATH"] == "/lab"
    assert told["SOLARA_BASE_URL"] == "https://lab.example.org/lab/"
    assert told["SOLARA_KERNEL_CULL_TIMEOUT"] == "300s"
    assert told["SOLARA_ASSETS_PROXY"] == "true"
    # Empty is said too: what is not said is taken from the first request.
    assert framework.settings(read_rules())["SOLARA_ROOT_PATH"] == ""


@pytest.mark.parametrize("root_path", ["", "/lab", "/user/jo"])
def test_files_that_are_missing_are_named(tmp_path: Path, root_path: str) -> None:
    page = (
        f'<script src="{root_path}/_solara/cdn/requirejs@2.3.6/require.js" crossorigin="anonymous"></script>'
    )
    framework.check_assets(page, framework.folders())
    with pytest.raises(framework.AssetsError, match=r"requirejs@2.*pip install --upgrade solara-assets"):
        framework.check_assets(page, {"/_solara/cdn/": (tmp_path,)})


# While it is open -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a lab."""
    command = [sys.executable, "-m", "budgetsim", "app", "--no-open", "--port", "0", "--workers", "0"]
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path_factory.mktemp("lab"),
        env=os.environ | nowhere,
    )
    assert process.stdout is not None
    yield urlsplit(process.stdout.readline().split()[-1]).netloc
    process.terminate()
    process.wait(30)


def ask(lab: str, path: str, method: str = "GET", **named: str) -> tuple[int, dict[str, str], str]:
    host, port = lab.split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.putrequest(method, path, skip_host="Host" in named)
    for name, value in named.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    told = (
        answer.status,
        {k.lower(): v for k, v in answer.getheaders()},
        answer.read().decode("utf-8", "replace"),
    )
    connection.close()
    return told


@pytest.mark.slow
def test_nothing_is_fetched_written_or_removed(lab: str) -> None:
    from solara.server.settings import assets

    cdn = Path(assets.proxy_cache_dir)
    before = {path for path in cdn.rglob("*") if path.name in ("vue.js", "dist", "build")}
    for path in (
        "/_solara/cdn/vue@2.6.10/dist/vue.js",
        "/_solara/cdn/echarts@5.4.0/dist",
        "/_solara/cdn/echarts@5.4.0/build",
        "/_solara/cdn/../../../../etc/passwd",
        "/_solara/cdn/%2e%2e/%2e%2e/%2e%2e/pyvenv.cfg",
        "/static/../server.py",
        "/resourcez",
    ):
        assert ask(lab, path)[0] == 404, path
    assert {path for path in cdn.rglob("*") if path.name in ("vue.js", "dist", "build")} == before
    assert ask(lab, "/_solara/cdn/echarts@5.4.0/dist/echarts.js")[0] == 200


@pytest.mark.slow
def test_page_is_the_same_whatever_headers_say(lab: str) -> None:
    moved: dict[str, Any] = {
        "X_Script_Name": "/evil", "Script_Name": "/evil", "X_Forwarded_Prefix": "/evil",
        "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "Forwarded": "host=evil.example;proto=https",
    }  # fmt: skip
    status, headers, page = ask(lab, "/", **moved)
    assert status == 200
    assert "evil" not in page
    assert "HttpOnly" in headers["set-cookie"]
    assert "Secure" not in headers["set-cookie"]
    assert ask(lab, "/")[2] == page


@pytest.mark.slow
def test_foreign_names_are_refused(lab: str) -> None:
    assert ask(lab, "/", Host="evil.example")[0] == 421
    assert ask(lab, "/", Origin="http://evil.example")[0] == 403
