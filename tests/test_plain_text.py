"""Each task and stage as a short text that can be read aloud or pasted into a messenger."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from handbook.localised import Locale, locales
from handbook.model.parts import Step
from handbook.model.records import Programme
from handbook.model.text import Ground, Statement
from handbook.outputs.machine_files import TEXT_SECTIONS, text_address
from handbook.plaintext.messages import message, messages, safe
from handbook.source.load import load, read
from handbook.views.outline import outline
from handbook.views.web import Web
from tests.browser_kit import Served, wait_for
from tests.browser_kit import page as window_of
from tests.html_kit import pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.programme_copy import Copy
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
PROGRAMMES = {
    "site": locales(read(LIBRARIES, LIBRARIES_DOCS)),
}
BOM = b"\xef\xbb\xbf"
MOST = 6000  # characters: what a messenger sends as one message, and what somebody still reads aloud
# What WhatsApp, Telegram and Signal make bold, italic, struck out, code or a quotation.
FORMATTING = re.compile(r"[*~`]|(?<!\S)_|_(?!\S)|^>", re.MULTILINE)

Built = tuple[Path, dict[str, Locale]]


@pytest.fixture(params=list(PROGRAMMES))
def built(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(request.param), PROGRAMMES[request.param]


def folder(site: Path, locale: Locale) -> Path:
    return site if locale.language == locale.original else site / locale.language


def texts(built: Built) -> list[tuple[Locale, str, str, str]]:
    """Edition, section, key and text of each file."""
    site, held = built
    result = []
    for edition in held.values():
        for section in TEXT_SECTIONS:
            for key in getattr(edition.programme, section):
                file = folder(site, edition) / text_address(edition.addresses.of(section, key))
                content = file.read_bytes()
                assert content.startswith(BOM), file
                result.append((edition, section, key, content.decode("utf-8-sig")))
    return result


def test_each_task_and_stage_has_one_and_nothing_else_has(built: Built) -> None:
    site, _ = built
    others = {"robots.txt", "llms.txt", "llms-full.txt", "security.txt"}
    files = {file for file in site.rglob("*.txt") if file.name not in others}
    assert len(files) == len(texts(built)) > 20


def test_a_task_is_told_whole(built: Built) -> None:
    for edition, section, key, text in texts(built):
        if section != "tasks":
            continue
        task = edition.programme.tasks[key]
        lines = text.splitlines()
        assert lines[0] == safe(edition.name("tasks", key))
        assert lines[1].startswith(safe(edition.text(task.summary)))
        steps = [line for line in lines if re.match(r"\d+\. ", line)]
        assert len(steps) == len(task.steps)
        for number, (line, step) in enumerate(zip(steps, task.steps, strict=True), 1):
            assert line.startswith(f"{number}. {safe(edition.text(step))}")
            for detail in filter(None, (step.who, step.leaves)):
                assert safe(edition.text(detail)) in line
        boxes = [line.removeprefix("[ ] ") for line in lines if line.startswith("[ ] ")]
        assert len(boxes) == len(task.evidence)
        for line, sign in zip(boxes, task.evidence, strict=True):
            assert line.startswith(safe(edition.text(sign)))
        for share in task.partners:
            assert f"- {safe(edition.name('partners', share.partner))}" in text
            for given in filter(None, (share.gives, share.gets)):
                assert safe(edition.text(given)) in text
        assert all(f"- {safe(edition.text(output))}" in text for output in task.outputs)


def test_a_stage_is_told_with_aims_tasks_first_month_and_checklist(built: Built) -> None:
    for edition, section, key, text in texts(built):
        if section != "stages":
            continue
        stage, lines = edition.programme.stages[key], text.splitlines()
        assert lines[0] == safe(edition.name("stages", key))
        assert all(f"- {safe(edition.text(aim))}" in text for aim in stage.aims)
        group = edition.programme.group_of(key)
        codes = [code for code, task in edition.programme.tasks.items() if task.group == group]
        assert all(any(line.startswith(f"- {code} ") for line in lines) for code in codes)
        numbered = [line for line in lines if re.match(r"\d+\. ", line)]
        boxes = [line for line in lines if line.startswith("[ ] ")]
        assert (len(numbered), len(boxes)) == (len(stage.first_month), len(stage.checklist))


def test_each_text_says_what_it_is_taken_from(built: Built) -> None:
    for edition, section, key, text in texts(built):
        end = text.rpartition("\n\n")[2]
        about = edition.about
        assert edition.label("site.edition", edition=about.edition, date=edition.date) in end
        own = "" if edition.language == edition.original else f"{edition.language}/"
        assert f"\n{HOST}{own}{edition.addresses.of(section, key)}/\n" in end
        assert about.licence.name in end
        assert about.licence.address in end
        courtesy = edition.label("site.courtesy", original=about.language_names[edition.original])
        assert (courtesy in end) == (edition.language != edition.original)
        assert about.notice is None or safe(edition.text(about.notice)) in end


def test_grounds_are_told_in_words(built: Built) -> None:
    for edition, section, key, text in texts(built):
        record = edition.record(section, key)
        for name in TEXT_SECTIONS[section]:
            for entry in getattr(record, name, ()):
                if entry.ground:
                    words = edition.label(f"ground.{entry.ground}")
                    assert f"({words}" in text, (key, name)
                    assert all(source.upper() in text for source in entry.cite)


def test_the_ground_of_the_summary_is_told_beside_it(site: Path) -> None:
    told = {}
    for folder, address in (("", "t/s1"), ("en", "t/s1"), ("en", "s/3")):
        told[folder, address] = (site / folder / text_address(address)).read_text("utf-8").splitlines()[1]
    assert told == {
        ("", "t/s1"): "Relawan menanyai warga tentang minat baca. (Naskah sumber)",
        ("en", "t/s1"): "Volunteers ask villagers what they like to read. (Source text)",
        ("en", "s/3"): "The reading room opens on schedule and lends books. (Source text)",
    }


def test_nothing_in_it_becomes_formatting_and_no_line_is_wrapped(built: Built) -> None:
    for edition, _, key, text in texts(built):
        bare = re.sub(r"https?://\S+", "", text)
        assert FORMATTING.findall(bare) == [], (edition.language, key)
        assert "[[" not in text
        assert "\r" not in text
        assert not re.search(r" $|\n\n\n", text, re.MULTILINE)
        assert text.endswith("\n")
        assert len(text) <= MOST, (key, len(text))
        for line in bare.split("\n"):
            assert not re.match(r"[a-z(]", line), (key, line)  # goes on from the line before


def test_the_page_leads_to_it(built: Built) -> None:
    site, held = built
    linked = 0
    for address, page in pages(site):
        code, own = split(address, tuple(held))
        section, key = held[code].addresses.by_address[own]
        links = page.all("a", type="text/plain") + page.all("link", type="text/plain")
        assert len(links) == (3 if key and section in TEXT_SECTIONS else 0), address
        for link in links:
            target = urljoin(f"{HOST}{address}/", link.get("href")).removeprefix(HOST)
            assert target == f"{address}.txt"
            assert (site / target).is_file()
            linked += 1
        assert [e.get("rel") for e in page.all("link", type="text/plain")] in ([], ["alternate "])
    assert linked > 30


def test_without_an_address_of_the_site_the_text_names_none() -> None:
    edition = PROGRAMMES["site"]["id"]
    text = message(Web(edition), "tasks", "S1", outline(edition, "tasks", "S1"))
    assert "/t/s1" not in text
    assert "S1" in text


def test_a_retired_address_still_gives_the_text(programme: Copy, tmp_path: Path) -> None:
    programme.file("interface.yaml").unlink()
    programme.add("redirects.yaml", "redirects:\n  t/x9: t/l1\n  old-page: words\n")
    site = build(tmp_path / "site", "--data", str(programme.data))
    for own in ("", "en/"):
        assert (site / own / "t" / "x9.txt").read_bytes() == (site / own / "t" / "l1.txt").read_bytes()
    assert not (site / "old-page.txt").exists()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*bold* and _italic_", "∗bold∗ and ˍitalicˍ"),
        ("~struck~ `code`", "∼struck∼ ‘code‘"),
        ("> quoted", "› quoted"),
        ("2 > 1", "2 > 1"),
        ("see https://example.org/a_b_c?x=~y and a_b", "see https://example.org/a_b_c?x=~y and aˍb"),
        ("write to mailto:a_b@example.org", "write to mailto:a_b@example.org"),
        ("two\nlines\tand\u2028more\ufeff", "two lines and more"),
        ("\x00\x1b[31mred", "[31mred"),
    ],
)
def test_signs_that_format_are_replaced_by_what_looks_alike(typed: str, shown: str) -> None:
    assert safe(typed) == shown


def _hostile() -> Programme:
    programme = load(LIBRARIES)
    words = "*a* _b_ ~c~ ```d``` \\*e\\* [[t/l1|*x*]] [y](https://example.org/q_r_s)\n> z <script>"
    step = Step(wording={"id": words, "en": words}, ground=Ground.EDITORIAL)
    summary = Statement(wording={"id": "> *q*", "en": "> *q*"}, ground=Ground.SOURCE)
    key, task = next(iter(programme.tasks.items()))
    return programme.model_copy(
        update={"tasks": {key: task.model_copy(update={"steps": (step,), "summary": summary})}}
    )


def test_hostile_texts_stay_on_their_line_without_formatting() -> None:
    programme = _hostile()
    ((_, text),) = [pair for pair in messages(Web(Locale(programme, "en"), HOST)) if pair[0].startswith("t/")]
    assert FORMATTING.findall(re.sub(r"https?://\S+", "", text)) == []
    assert "<script>" in text  # plain text is shown as it is
    assert len([line for line in text.splitlines() if "<script>" in line]) == 1


def test_a_messenger_gets_what_the_file_holds(browser: Browser, served_site: Served) -> None:
    for own in ("", "en/"):
        with window_of(browser, permissions=["clipboard-read", "clipboard-write"]) as window:
            window.goto(f"{served_site.address}{own}t/l3/")
            link = window.locator("a.copy-file")
            expected = window.evaluate("url => fetch(url).then(a => a.text())", link.get_attribute("href"))
            window.locator("#cite-this-page > summary").click()
            link.click()
            wait_for(window, "document.querySelector('.copy-status').textContent !== ''")
            copied = window.evaluate("navigator.clipboard.readText()")
            assert copied == expected
            assert copied.startswith("L3 ")


def test_where_nothing_can_be_copied_the_text_is_opened(browser: Browser, served_site: Served) -> None:
    with window_of(browser, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}s/3/")
        window.locator("#cite-this-page > summary").click()
        window.locator("a.copy-file").click()
        window.wait_for_url("**/s/3.txt")


def test_a_browser_shows_it_right_where_nobody_tells_the_encoding(browser: Browser, site: Path) -> None:
    with window_of(browser) as window:
        window.goto((site / "en" / "t" / "l3.txt").as_uri())
        assert "Our suggestion" in window.inner_text("body")
        assert window.evaluate("document.characterSet") == "UTF-8"
