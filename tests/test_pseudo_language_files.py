"""Files for machines in a made-up language hold no word that does not come from the data."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest

from handbook.localised import locales
from handbook.plaintext.llms import contents, everything
from handbook.plaintext.messages import messages
from handbook.source.load import read
from handbook.views.feed import feed
from handbook.views.opensearch import description
from handbook.views.report import report_link
from handbook.views.structured_data import structured_data
from handbook.views.web import Web
from tests.label_kit import with_labels
from tests.places import LIBRARIES
from tests.pseudo_language_kit import CODE, bare, made_up
from tests.site_builds import write_data

REPORT = "mailto:x@example.org?subject={title}&body={body}"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Web:
    folder = tmp_path_factory.mktemp("made-up-files")
    for name, content in with_labels(LIBRARIES):
        data = made_up(content)
        if "programme" in data:
            data["programme"]["languages"] = ["id", CODE]
            data["programme"]["language_names"] = {"id": "⟦Bahasa⟧", CODE: "⟦Qx⟧"}
            data["programme"]["report"] = REPORT
        write_data(folder / name, data)
    return Web(locales(read(folder))[CODE], "https://example.org/")


# Beside what every page may show: addresses, names of elements, codes, keys of sources, the licence.
NOT_WORDS = re.compile(
    r"https?://[^\s)>\"]+|</?\w+[^>]*>|\bS\d+|\b[A-Z]\d\b|\bCC BY 4\.0|\b[A-Z]{3,}\b(?: \(qx\))?"
)


def left(web: Web, text: str) -> str:
    """Words of a text that come from no text of the data."""
    programme = web.locale.programme
    for source in programme.sources.values():
        text = text.replace(source.title, "").replace(source.issuer, "")
    for term in programme.terms.values():
        for words in term.synonyms.get(CODE, ()):
            text = text.replace(re.sub(r"\[(.*)\]\{\w+\}", r"*\1*", words), "")
    text = re.sub(r"<\?xml[^>]*>", "", text)
    return bare(NOT_WORDS.sub(" ", text.replace("\\[", " ").replace("\\]", " ")))


def test_plain_texts(web: Web) -> None:
    for address, text in messages(web):
        assert left(web, text) == "", address


def test_contents_and_the_whole(web: Web) -> None:
    assert left(web, contents(web)) == "Optional"  # a word of the format
    assert left(web, everything(web, {})) == ""


def test_the_feed_and_the_description_of_search(web: Web) -> None:
    text = re.sub(r"&[lg]t;/?\w*|<id>.*?</id>|<(?:updated|published)>.*", "", feed(web).decode())
    assert left(web, re.sub(r'href="[^"]*"|&gt;', "", text)) == ""
    written = description(web).decode()
    written = re.sub(r"<(Language|InputEncoding|OutputEncoding)>.*", "", written)
    assert left(web, written) == ""


def test_structured_data_and_reports(web: Web) -> None:
    data = json.loads(structured_data(web, "t/l1", "⟦T⟧", "⟦D⟧"))
    steps = data["@graph"][0]["step"]
    assert steps
    assert left(web, " ".join(step["text"] for step in steps)) == ""
    text = unquote(report_link(web, "⟦T⟧", "t/l1")).partition("subject=")[2].replace("&body=", " ")
    assert left(web, text) == ""
