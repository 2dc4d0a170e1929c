"""What a new owner sets: colours of both schemes, logo, icon, fonts, own line, no marks of ground."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from handbook.check import problems
from handbook.check.appearance import PAIRS, SCHEMES, contrast, shade
from handbook.html.stylesheet import stylesheet
from handbook.model.appearance import Appearance, Colours
from handbook.model.kinds import KINDS
from handbook.model.text import Ground
from handbook.new.programme import create_programme
from handbook.source.labels import shipped
from handbook.source.load import read
from tests._small import write_small
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import PHONE, page, serve
from tests.html_kit import Page, pages
from tests.page_faults_kit import broken_links
from tests.places import LIBRARIES
from tests.programme_copy import Copy
from tests.site_builds import asset, build, make

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z" fill="#fff"/></svg>'
APPEARANCE = """\
appearance:
  logo: brand/logo.svg
  icon: favicon.png
  colours:
    header: {light: "#7a1f1f", dark: "#5a1010"}
    links: {light: "#8a2b06", dark: "#ffb38a"}
  fonts: [Gentium Plus, serif]
  footer:
    id: "Diterbitkan warga. Mulai dari [[t/s1|tugas pertama]]."
    en: "By villagers. Begin with [[t/s1|the first task]]."
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the small programme with an owner's settings."""
    folder = tmp_path_factory.mktemp("own")
    data = Path(shutil.copytree(LIBRARIES, folder / "data"))
    (data / "look.yaml").write_text(APPEARANCE, encoding="utf-8")
    (data / "extra_files" / "brand").mkdir(parents=True, exist_ok=True)
    (data / "extra_files" / "brand" / "logo.svg").write_text(LOGO, encoding="utf-8")
    Image.new("RGB", (32, 32), "#7a1f1f").save(data / "extra_files" / "favicon.png")
    return build(folder / "site", "--data", str(data))


def test_the_shipped_colours_can_be_read() -> None:
    colours = Colours()
    for above, backgrounds, least in PAIRS:
        for below in backgrounds:
            for scheme in SCHEMES:
                ratio = contrast(shade(colours, above, scheme), shade(colours, below, scheme))
                assert ratio >= least, (above, below, scheme, ratio)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # As other calculators have them, for example https://webaim.org/resources/contrastchecker/
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#abcdef", "#abcdef", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_every_colour_is_used_by_the_style_sheet() -> None:
    shades = {
        name: {"light": f"#{n:06x}", "dark": f"#{n + 256:06x}"}
        for n, name in enumerate(Colours.model_fields, 1)
    }
    drawings = {kind.drawing: "<svg/>" for kind in KINDS.values()}
    style = stylesheet(Appearance.model_validate({"colours": shades}), drawings)
    for name, both in shades.items():
        assert both["light"] in style and style.count(both["dark"]) >= 2, name  # with scripts and without
    for used in re.findall(r"var\((--hb-[a-z-]+)\)", style):
        assert f"{used}:" in style, used


def test_colours_are_those_of_the_owner_in_both_schemes(own: Path, browser: Browser) -> None:
    header = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    link = "getComputedStyle(document.querySelector('.hb-trail a')).color"
    # Links turn from the browser's own colour into theirs; without scripts no frame can be waited for.
    settled = "for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()"
    expected = {
        ("light", True): ("rgb(122, 31, 31)", "rgb(138, 43, 6)"),
        ("light", False): ("rgb(122, 31, 31)", "rgb(138, 43, 6)"),
        ("dark", True): ("rgb(90, 16, 16)", "rgb(255, 179, 138)"),
        ("dark", False): ("rgb(90, 16, 16)", "rgb(255, 179, 138)"),
    }
    result = {}
    with serve(own) as served:
        for scheme, scripts in expected:
            with page(browser, color_scheme=scheme, java_script_enabled=scripts) as window:
                window.goto(f"{served.address}t/s1/")
                window.evaluate(settled)
                result[scheme, scripts] = window.evaluate(header), window.evaluate(link)
    assert result == expected


def test_paper_is_light_also_when_the_screen_is_dark(own: Path, browser: Browser) -> None:
    with serve(own) as served, page(browser, color_scheme="dark") as window:
        window.goto(f"{served.address}t/s1/")
        window.emulate_media(media="print")
        link = "getComputedStyle(document.querySelector('.hb-trail a')).color"
        assert window.evaluate(link) == "rgb(138, 43, 6)"
        assert window.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_an_owners_pages_fit_phones_and_have_no_barrier(own: Path, browser: Browser) -> None:
    with serve(own) as served, page(browser, viewport=PHONE) as window:
        for address in ("", "en/t/s1/"):
            window.goto(f"{served.address}{address}")
            logo = window.locator(".hb-logo").bounding_box()
            assert logo and 0 < logo["height"] <= 48
            assert window.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            assert violations_in_both_schemes(window) == []


def test_logo_icon_and_line_are_on_every_page_of_every_language(own: Path) -> None:
    assert broken_links(own) == []
    shown = dict(pages(own))
    for address in ("", "t/s1", "en", "en/t/s1"):
        (logo,) = shown[address].all("img", class_="hb-logo")
        (icon,) = [e for e in shown[address].all("link") if e.get("rel") == "icon"]
        up = "../" * (len(address.split("/")) if address else 0)
        assert (logo.get("src"), icon.get("href")) == (f"{up}brand/logo.svg", f"{up}favicon.png")
        assert logo.get("alt") == ""  # the title stands beside it
        line = (
            "By villagers. Begin with the first task." if address.startswith("en") else "Diterbitkan warga."
        )
        assert line in shown[address].all("footer", class_="md-footer")[0].text
    missing = (
        Page.of(own / "en" / "404.html") if (own / "en" / "404.html").is_file() else Page.of(own / "404.html")
    )
    assert {e.get("src") for e in missing.all("img", class_="hb-logo")} == {"/brand/logo.svg"}
    described = ET.parse(own / "opensearch.xml").getroot()
    (image,) = described.iter("{http://a9.com/-/spec/opensearch/1.1/}Image")
    assert (image.get("type"), image.text) == ("image/png", "https://example.org/favicon.png")


def test_fonts_are_named_in_their_order(own: Path) -> None:
    style = asset(own, "assets/handbook.css").read_text(encoding="utf-8")
    assert '--md-text-font: "Gentium Plus", serif, sans-serif;' in style


def test_settings_are_not_in_the_data_files(own: Path) -> None:
    for file in (own / "data").rglob("*.json"):
        assert "appearance" not in file.read_text(encoding="utf-8"), file


def official(folder: Path) -> Path:
    """The smallest programme, with every statement from its source and without marks."""
    data = write_small(folder)
    for file in data.glob("*.yaml"):
        text = re.sub(r', "?cite"?: \S+(?=[,}])', "", file.read_text(encoding="utf-8"))
        text = re.sub(r"""(ground"?: "?)(editorial|reference)\b""", r"\1source", text)
        text = text.replace("programme:\n", "programme:\n  seed: s1\n", 1)
        text = text.replace("appearance:\n", "appearance:\n  show_grounds: false\n", 1)
        file.write_text(text, encoding="utf-8")
    return data


def test_where_all_is_official_no_ground_is_marked_anywhere(tmp_path: Path) -> None:
    data = official(tmp_path / "data")
    assert [p for p in problems(read(data)) if p.blocks] == []
    made = build(tmp_path / "site", "--data", str(data))
    make("print", made, "--data", str(data), "--lang", "en")
    for address, shown in pages(made):
        assert shown.all("span", class_="ground") == [], address
        for tag, kind in (("p", "grounds"), ("p", "rests-on"), ("p", "legend"), ("input", "grounds-toggle")):
            assert shown.all(tag, class_=kind) == [], (address, kind)
    assert texts_with_marks(made) == []


def texts_with_marks(site: Path) -> list[str]:
    """The files for programs and messages in which a statement has a mark of its ground."""
    words = [words for ground in Ground for words in shipped()[f"ground.{ground}"].values()]
    mark = re.compile(rf"\((?:{'|'.join(words)})\b")
    files = [file for ending in ("txt", "md", "xml") for file in site.rglob(f"*.{ending}")]
    return [file.name for file in files if mark.search(file.read_text(encoding="utf-8"))]


def test_where_grounds_differ_they_are_marked(site: Path) -> None:
    assert {"llms-full.txt", "s1.txt"} <= set(texts_with_marks(site))


def test_the_settings_that_a_new_programme_offers_are_valid(tmp_path: Path) -> None:
    create_programme(tmp_path / "new", ["id", "en"])
    file = tmp_path / "new" / "data" / "programme.yaml"
    before, offered = file.read_text(encoding="utf-8").split("# appearance:", 1)
    file.write_text(f"{before}appearance:{offered.replace(chr(10) + '#', chr(10))}", encoding="utf-8")
    dataset = read(file.parent)
    assert dataset.readable is not None and dataset.readable.appearance.footer is not None
    said = [problem.what for problem in problems(dataset)]
    assert said == [f"there is no file `{name}` in extra_files/" for name in ("logo.svg", "icon.svg")]


def test_a_section_of_settings_stands_once(programme: Copy) -> None:
    programme.add("look.yaml", "appearance: {fonts: [Arial]}\n")
    programme.add("style.yaml", "appearance: {fonts: [Verdana]}\n")
    assert [p.what for p in programme.problems()] == ["`appearance` is written in two files"]
