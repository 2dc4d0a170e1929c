"""Joins the parts of a book into one PDF: pages, structure, bookmarks, named destinations.

pikepdf, which finishes every printed form, joins pages only: what refers to them is joined here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, String

from handbook.printing.parts import SetPart
from handbook.printing.postprocess import finished, leaves

_PAGES = re.compile(rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)")
_Id = tuple[int, int]


def join(parts: Sequence[SetPart], row_heads: Sequence[bool], aliases: Mapping[str, str]) -> bytes:
    """The finished book from its parts; the rest is as in `postprocess.finish`.

    Raises:
        ValueError: if the bookmarks of the first part are not those of the others, or as `finish` does.
    """
    first, *others = parts
    with pikepdf.open(io.BytesIO(first.pdf)) as book:
        gone = _cut(book, first)
        own = [mark for mark in _bookmarks(book.Root.Outlines) if mark.Dest[0].objgen in gone]
        joined = _Joined(book)
        for part in others:
            with pikepdf.open(io.BytesIO(part.pdf)) as opened:
                _cut(opened, part)
                joined.append(opened)
        if len(own) != len(joined.places):
            raise ValueError(f"{len(own)} bookmarks were made for {len(joined.places)} headings")
        for mark, place in zip(own, joined.places, strict=True):
            mark.Dest = place
        joined.close()
        return finished(book, row_heads, aliases)


class _Joined:
    """A book to which parts are appended; `places` is where their bookmarks lead."""

    def __init__(self, book: pikepdf.Pdf):
        self._book = book
        self._tree = book.Root.StructTreeRoot
        self._content: list[pikepdf.Object] = list(self._tree.K[0].K)
        self._holders: list[pikepdf.Object | int] = list(self._tree.ParentTree.Nums)
        self._next = int(self._tree.ParentTreeNextKey)
        self._elements = _named(self._tree.get("/IDTree"))
        self._count = 1
        self._names: dict[str, pikepdf.Object] = {}
        self.places: list[pikepdf.Object] = []

    def append(self, part: pikepdf.Pdf) -> None:
        """Put a part behind the book."""
        own = part.Root.StructTreeRoot
        for page in part.pages:
            _shift(page.obj, "/StructParents", self._next)
            for annotation in page.obj.get("/Annots", ()):
                _shift(annotation, "/StructParent", self._next)
        _rename(own, f"{self._count}: ")
        self._book.pages.extend(part.pages)
        names = part.Root.get("/Names", Dictionary()).get("/Dests")
        held = self._book.copy_foreign(
            part.make_indirect(
                Dictionary(
                    Tree=own,
                    Marks=Array([mark.Dest for mark in _bookmarks(part.Root.get("/Outlines"))]),
                    Names=Array([x for name, place in _named(names).items() for x in (String(name), place)]),
                )
            )
        )
        document = self._tree.K[0]
        for kid in held.Tree.K[0].K:
            kid.P = document
            self._content.append(kid)
        numbers = list(held.Tree.ParentTree.Nums)
        for key, holder in zip(numbers[::2], numbers[1::2], strict=True):
            self._holders += (int(key) + self._next, holder)
        self._next += int(held.Tree.ParentTreeNextKey)
        self._elements |= _named(held.Tree.get("/IDTree"))
        for role, meant in held.Tree.get("/RoleMap", Dictionary()).items():
            self._tree.RoleMap[role] = meant
        self._names |= {str(held.Names[n]): held.Names[n + 1] for n in range(0, len(held.Names), 2)}
        self.places += list(held.Marks)
        self._count += 1

    def close(self) -> None:
        """Write what was gathered into the book."""
        self._tree.K[0].K = Array(self._content)
        self._tree.ParentTree.Nums = Array(self._holders)
        self._tree.ParentTreeNextKey = self._next
        if self._elements:
            self._tree.IDTree = _name_tree(self._elements)
        self._book.Root.Names = Dictionary(Dests=_name_tree(self._names))
        text = self._book.Root.Metadata.read_bytes()
        self._book.Root.Metadata.write(_PAGES.sub(rb"\g<1>%d\g<2>" % len(self._book.pages), text))


def _cut(pdf: pikepdf.Pdf, part: SetPart) -> set[_Id]:
    """Take out of a part the pages that are not kept, with their structure; which these are."""
    pages = [page.obj for page in pdf.pages]
    kept = range(part.dropped, part.dropped + part.kept)
    gone = {page.objgen for number, page in enumerate(pages) if number not in kept}
    if not gone:
        return gone
    tree = pdf.Root.StructTreeRoot
    tree.K[0].K = Array([kid for kid in tree.K[0].K if not _stands_on(kid, gone)])
    keys = set()
    for page in (page for page in pages if page.objgen in gone):
        keys.add(int(page.get("/StructParents", -1)))
        keys |= {int(annotation.get("/StructParent", -1)) for annotation in page.get("/Annots", ())}
    numbers = list(tree.ParentTree.Nums)
    held = zip(numbers[::2], numbers[1::2], strict=True)
    tree.ParentTree.Nums = Array([x for key, holder in held if int(key) not in keys for x in (key, holder)])
    for number in reversed(range(len(pages))):
        if number not in kept:
            del pdf.pages[number]
    return gone


def _stands_on(element: pikepdf.Object, pages: set[_Id]) -> bool:
    """Whether an element of the structure tree, or the first in it with a page, is on one of some pages."""
    waiting = [element]
    while waiting:
        held = waiting.pop()
        if not isinstance(held, Dictionary):
            continue
        if "/Pg" in held:
            return held.Pg.objgen in pages
        waiting += reversed(_each(held, "/K"))
    return False


def _shift(held: pikepdf.Object, key: str, by: int) -> None:
    if key in held:
        held[key] = int(held[key]) + by


def _rename(tree: pikepdf.Object, before: str) -> None:
    """Put something before each name of a structure element, since every part gives the same names."""
    named = _named(tree.get("/IDTree"))
    if not named:
        return
    for name, element in named.items():
        element.ID = String(before + name)
    tree.IDTree = _name_tree({before + name: element for name, element in named.items()})
    waiting = _each(tree, "/K")
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            for held in _each(element, "/A"):
                if "/Headers" in held:
                    held.Headers = Array([String(before + str(name)) for name in held.Headers])
            waiting += _each(element, "/K")


def _each(holder: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    """What a structure element has under a key, where one may stand for an array of one."""
    held = holder.get(key)
    return list(held) if isinstance(held, Array) else [] if held is None else [held]


def _bookmarks(node: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """The bookmarks below one, in order."""
    mark = node.get("/First") if node is not None else None
    while mark is not None:
        yield mark
        yield from _bookmarks(mark)
        mark = mark.get("/Next")


def _named(tree: pikepdf.Object | None) -> dict[str, pikepdf.Object]:
    return {} if tree is None else dict(leaves(tree))


def _name_tree(named: Mapping[str, pikepdf.Object]) -> pikepdf.Object:
    """A name tree of one sorted leaf: viewers use binary search."""
    spelled = sorted(((String(name), held) for name, held in named.items()), key=lambda pair: bytes(pair[0]))
    return Dictionary(Names=Array([x for pair in spelled for x in pair]))
