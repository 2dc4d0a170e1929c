"""A sheet to pin up: its QR code is what can be followed, and links in its text lead nowhere."""

from __future__ import annotations

from lxml import etree

from handbook.printing.document import Library, PrintDocument, place_links, settings
from handbook.printing.qr_code import qr_svg
from handbook.printing.sections import aliases, labels
from handbook.printing.tree import alone


def quote(root: etree._Element, page: etree._Element, *kinds: str) -> None:
    """Append the paragraphs of these classes that the page has."""
    for kind in kinds:
        said = page.find(f".//p[@class='{kind}']")
        if said is not None:
            root.append(alone(said))


def wall_sheet(
    library: Library, template: str, root: etree._Element, address: str, size: float
) -> PrintDocument:
    """The sheet whose content is `root`, from the page at `address`, in `size` points."""
    pictures = {}
    if library.url(address):
        picture = f"qr/{library.language}-{address}.svg"
        pictures[picture] = qr_svg(library.url(address))
        root.set("qr", picture)
        root.set("url", library.url(address))
        root.set("address", library.short(address))
    held = labels(root)
    place_links(root, library, held.__contains__)
    for link in root.iter("a"):
        link.set("path", "")
    result = settings([library], library.pages[address].title, size)
    return PrintDocument(template, root, result, pictures, aliases(library, held))
