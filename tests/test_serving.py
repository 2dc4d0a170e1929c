"""What `handbook serve` shows of saves, without building anything."""

from __future__ import annotations

import http.client
import json
import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from macros import mistakes
from macros.serving import answers, follow
from macros.serving.answers import Server
from macros.serving.shown import Shown
from macros.serving.watched import Watched


class Made:
    """Stands for the process that makes pages: gives those that it is told to."""

    def __init__(self) -> None:
        self.number, self.pages, self.asked = 0, dict[str, str](), list[str]()

    def page(self, path: str) -> tuple[int, bytes | None]:
        self.asked.append(path)
        page = self.pages.get(path)
        return self.number, page.encode() if page is not None else None


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def shown(made: Made, tmp_path: Path) -> Shown:
    return Shown(made.page, tmp_path / "assets")


def _site(folder: Path, **pages: str) -> Path:
    for name, content in {"404": "gone", **pages}.items():
        file = folder / ("404.html" if name == "404" else f"{name}/index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def _save(shown: Shown, made: Made, **pages: str) -> int:
    made.number = shown.expect()
    made.pages = pages
    return made.number


def test_a_page_is_made_once_for_each_save(shown: Shown, made: Made, tmp_path: Path) -> None:
    _save(shown, made, a="first", b="other")
    assert shown.page("a").content == shown.page("a").content == b"first"
    assert made.asked == ["a"]
    shown.built(1, _site(tmp_path / "1", a="first", b="other"))
    assert shown.page("b").content == b"other"
    assert made.asked == ["a"], "the whole build has it"
    _save(shown, made, a="second", b="other")
    assert shown.page("a", fresh=False).content == b"first"
    assert shown.page("a").content == b"second"
    assert made.asked == ["a", "a"]


def test_an_older_build_replaces_no_newer_page(shown: Shown, made: Made, tmp_path: Path) -> None:
    first = _save(shown, made, a="first")
    second = _save(shown, made, a="second")
    assert shown.page("a").content == b"second"
    shown.built(first, _site(tmp_path / "1", a="first", b="of first"))
    assert shown.page("a").content == b"second"
    assert shown.built(second, _site(tmp_path / "2", a="second", b="of second")) == tmp_path / "1"
    shown.built(first, _site(tmp_path / "3", a="first"))
    assert shown.page("a").content == b"second"
    assert shown.page("b").content == b"of second"


def test_a_page_that_cannot_be_made_stays_as_it_was(shown: Shown, made: Made, tmp_path: Path) -> None:
    _save(shown, made, a="good")
    shown.built(1, _site(tmp_path / "1", a="good"))
    _save(shown, made)
    assert shown.page("a").content == b"good"
    assert shown.page("a").status == 200
    shown.built(2, None)
    assert shown.page("a").content == b"good"
    missing = shown.page("z")
    assert (missing.status, missing.content) == (404, b"gone")


def test_a_page_that_is_gone_is_shown_no_longer(shown: Shown, made: Made, tmp_path: Path) -> None:
    _save(shown, made, a="here")
    assert shown.page("a").content == b"here"
    _save(shown, made)
    shown.built(2, _site(tmp_path / "2"))
    assert shown.page("a").status == 404


def test_mistakes_are_those_of_the_newest_save(shown: Shown) -> None:
    one, other = (mistakes.Mistake(place="a.yaml:1", what=what, remedy="mend it") for what in "xy")
    old = shown.expect()
    assert shown.found(old, mistakes.DATA, [one])
    assert not shown.found(old, mistakes.DATA, [one]), "it is known"
    new = shown.expect()
    assert not shown.found(old, mistakes.DATA, [])
    assert shown.mistakes == [one], "until it is known whether that was mended"
    assert shown.found(new, mistakes.BUILD, [other])
    assert shown.mistakes == [one, other]
    shown.found(new, mistakes.DATA, [])
    assert shown.mistakes == [other]


def test_messages_of_a_build_tell_where() -> None:
    placed = "docs/id/x.md:3: the page contains a link; mend the link"
    found = mistakes.of_messages([placed, placed, "Error building page 'x'"])
    assert found == [
        mistakes.Mistake(place="docs/id/x.md:3", what="the page contains a link", remedy="mend the link")
    ]
    assert list(map(mistakes.as_line, found)) == [placed]
    assert mistakes.of_messages(["it failed"]) == [mistakes.Mistake(place="", what="it failed", remedy="")]


@pytest.fixture
def server(shown: Shown) -> Iterator[Server]:
    server = Server(0, shown)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _get(server: Server, path: str, host: str = "localhost") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _changes(server: Server, page: str, version: str, told: str = "") -> dict[str, Any]:
    status, said = _get(server, f"/.handbook/changes?page=/{page}/&shown={version}&told={told}")
    assert status == 200
    held: dict[str, Any] = json.loads(said)
    return held


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:9000", 200),
        ("127.0.0.1:8000", 200),
        ("LOCALHOST", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example:8000", 403),
        ("evil.example:80@localhost:8000", 403),
        ("localhost@evil.example", 403),
        ("", 403),
        ("[::1", 403),
    ],
)
def test_only_this_machine_is_answered(
    server: Server, shown: Shown, made: Made, host: str, status: int
) -> None:
    _save(shown, made, a="<body>secret</body>")
    answer = _get(server, "/a/", host)
    assert answer[0] == status
    assert ("secret" in answer[1]) == (status == 200)
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/a/../../secret", "/..%5csecret", "/%00"),
        *("//secret", "/..", "/../", "/%2e%2e/", "/.handbook/../../secret"),
    ],
)
def test_nothing_outside_of_the_site_is_sent(server: Server, shown: Shown, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "index.html").write_text("secret", encoding="utf-8")
    shown.built(shown.expect(), _site(tmp_path / "site", a="<body>a</body>"))
    status, content = _get(server, path)
    assert (status, content.partition("<")[0]) == (404, "gone")
    assert _get(server, f"/{tmp_path}/secret")[0] == 404


def test_pages_get_the_script_and_files_do_not(server: Server, shown: Shown, tmp_path: Path) -> None:
    site = _site(tmp_path / "site", a="<body>x</body>\n")
    (site / "data.json").write_text("{}", encoding="utf-8")
    shown.built(shown.expect(), site)
    version = shown.page("a").version
    script = f'<script src="/.handbook/changes.js" data-shown="{version}" defer></script>'
    assert _get(server, "/a/") == _get(server, "/a/index.html") == (200, f"<body>x{script}</body>\n")
    assert _get(server, "/data.json") == (200, "{}")
    assert _get(server, "/a")[0] == 302
    assert "XMLHttpRequest" in _get(server, "/.handbook/changes.js")[1]


def test_a_browser_is_told_of_its_page_only(
    server: Server, shown: Shown, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.built(_save(shown, made, a="a", b="b"), _site(tmp_path / "1", a="a", b="b"))
    a, b = shown.page("a").version, shown.page("b").version
    told = _changes(server, "a", "")["told"]
    heard: dict[str, dict[str, Any]] = {}

    def listen(page: str, version: str) -> None:
        heard[page] = _changes(server, page, version, told)

    browsers = [threading.Thread(target=listen, args=known) for known in (("a", a), ("b", b))]
    for browser in browsers:
        browser.start()
    while not {"a", "b"} <= shown._looking.keys():
        pass
    _save(shown, made, a="changed", b="b")
    for path in shown.looked_at():
        shown.renew(path)
    browsers[0].join()
    assert heard["a"]["shown"] == shown.page("a").version != a
    shown.built(2, _site(tmp_path / "2", a="changed", b="b"))
    assert "b" not in heard, "it still waits"
    shown.found(2, mistakes.DATA, [mistakes.Mistake(place="x.yaml:1", what="<b>", remedy="")])
    browsers[1].join()
    assert heard["b"]["shown"] == b
    assert heard["b"]["mistakes"] == [{"place": "x.yaml:1", "what": "<b>", "remedy": ""}]
    monkeypatch.setattr(answers, "_HELD", 0.0)
    assert _changes(server, "b", b, heard["b"]["told"])["shown"] == b


def test_before_the_first_build_mistakes_are_on_the_page(server: Server, shown: Shown) -> None:
    assert _get(server, "/")[0] == 503
    wrong = mistakes.Mistake(place="data/a.yaml:1", what="there is <no> such", remedy="mend it")
    shown.found(shown.expect(), mistakes.DATA, [wrong])
    status, page = _get(server, "/")
    assert status == 503
    assert "data/a.yaml:1: there is &lt;no&gt; such; mend it" in page


class _FakeMaker:
    """Notes what it is told to do."""

    orders: ClassVar[list[str]] = []
    runs = True

    def __init__(self, *_: object) -> None:
        self.orders.append("start")

    def read(self, number: int) -> None:
        self.orders.append(f"read {number}")
        self.number = number

    def page(self, path: str) -> tuple[int, bytes | None]:
        self.orders.append(f"page {path}")
        return self.number, b""

    def build(self) -> None:
        self.orders.append("build")

    def end(self) -> None:
        self.orders.append("end")


def test_what_is_looked_at_is_made_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "Maker", _FakeMaker)
    monkeypatch.setattr(_FakeMaker, "orders", [])
    follower = follow.Follower(tmp_path, None, 0, tmp_path)
    try:
        follower.follow(restart=True)
        with follower.shown.looking("t/l1"):
            follower.follow(restart=False)
            follower.follow(restart=True)
    finally:
        follower.end()
    assert _FakeMaker.orders == [
        *("start", "read 1", "build"),
        *("read 2", "page t/l1", "build"),
        *("end", "start", "read 3", "page t/l1", "build"),
        "end",
    ]


def test_a_port_that_is_taken_is_told_in_a_sentence(
    tmp_path: Path, shown: Shown, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with Server(0, shown) as other:
        assert follow.serve(tmp_path, None, other.server_port) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"port {other.server_port} cannot be used (")
        assert f"handbook serve --port {other.server_port + 1}" in said
    assert follow.serve(tmp_path, None, 99999) == 1
    assert "port 99999 cannot be used" in capsys.readouterr().err
    assert list(tmp_path.glob("handbook-serve-*")) == []


def test_only_changed_contents_count(tmp_path: Path) -> None:
    file, left = tmp_path / "a.yaml", tmp_path / ".a.yaml.swp"
    file.write_text("one", encoding="utf-8")
    watched = Watched([tmp_path])
    try:
        assert watched.changed() == set()
        file.write_text("one", encoding="utf-8")
        os.utime(file, (1, 1))
        left.write_text("x", encoding="utf-8")
        assert watched.changed() == set()
        file.write_text("two", encoding="utf-8")
        assert watched.wait() == {file}
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "b.md").write_text("b", encoding="utf-8")
        assert watched.wait() == {tmp_path / "new" / "b.md"}
        file.unlink()
        assert watched.wait() == {file}
    finally:
        watched.end()


def test_what_a_build_says_is_told_apart(tmp_path: Path) -> None:
    collector = mistakes.Collector(tmp_path / "messages")
    logger = logging.Logger("build")
    logger.addHandler(collector)
    for level, message in (
        (20, "a notice"),
        (30, "a warning"),
        (40, "an error"),
        (20, "a notice"),
        (10, "no"),
    ):
        logger.log(level, message)
    assert mistakes.notices(tmp_path / "messages") == ["a notice"]
    assert [*mistakes.collected(tmp_path / "messages", logging.WARNING)] == ["a warning", "an error"]
    assert [*mistakes.collected(tmp_path / "nothing", logging.INFO)] == []


def test_a_notice_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follower = follow.Follower(tmp_path, None, 0, tmp_path)
    try:
        done = {"where": mistakes.BUILD, "mistakes": [], "notices": ["Notice: it is old"]}
        for number in (1, 2):
            follower.shown.expect()
            follower._hear({"done": number, "site": str(tmp_path / str(number) / "site"), **done})
    finally:
        follower.end()
    assert capsys.readouterr().err.count("Notice: it is old") == 1
