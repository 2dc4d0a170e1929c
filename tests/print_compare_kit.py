"""What a PDF tells those who read it, so that two can be compared by that and not by their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object

from handbook.printing.postprocess import leaves
from tests.print_kit import Printed, squeezed

_OWN = re.compile(rb"<xmpMM:(InstanceID|DocumentID)>[^<]*")  # hashes of the bytes
_SUBSET = re.compile(r"^/[A-Z]{6}\+")


class Told:
    """All that a reader, a viewer or a screen reader learns from a PDF."""

    def __init__(self, printed: Printed):
        self._printed = printed
        self._pdf = printed.pdf
        self._numbers = {page.obj.objgen: n for n, page in enumerate(self._pdf.pages, start=1)}

    def place(self, held: Object | None) -> tuple[Any, ...]:
        """Where a destination is: page and coordinates."""
        assert held is not None
        page, *where = held.D if isinstance(held, Dictionary) else held
        return (self._numbers[page.objgen], *(str(w) for w in where))

    def bookmarks(self) -> list[tuple[Any, ...]]:
        """Depth, title and place of each bookmark, and whether it is shown open."""

        def below(node: Object, depth: int) -> Iterator[tuple[Any, ...]]:
            mark = node.get("/First")
            while mark is not None:
                yield depth, str(mark.Title), self.place(mark.Dest), int(mark.get("/Count", 0))
                yield from below(mark, depth + 1)
                mark = mark.get("/Next")

        return list(below(self._pdf.Root.Outlines, 0))

    def destinations(self) -> dict[str, tuple[Any, ...]]:
        """The place of each name."""
        return {name: self.place(held) for name, held in leaves(self._pdf.Root.Names.Dests)}

    def links(self) -> list[tuple[Any, ...]]:
        """Of each link its page, rectangle, description, target, and place of what is named."""
        known = self.destinations()
        result = []
        for number, page in enumerate(self._pdf.pages, start=1):
            for held in page.get("/Annots", ()):
                action = held.get("/A", Dictionary())
                target = held.get("/Dest", action.get("/D", action.get("/URI")))
                named = str(target) if isinstance(target, pikepdf.String) else ""
                place = named if "/URI" in action else known[named] if named else self.place(target)
                shape = [round(float(side), 2) for side in held.Rect]
                result.append((number, shape, str(held.get("/Contents", "")), named, place))
        return result

    def structure(self) -> list[tuple[Any, ...]]:
        """Each element of the structure tree: depth, kind, page, what it holds, what it says of itself."""
        names: dict[str, int] = {}

        def attributes(held: Object | None) -> Any:
            if isinstance(held, Array):
                return [attributes(one) for one in held]
            if not isinstance(held, Dictionary):
                return str(held)
            result = {key: str(held[str(key)]) for key in held if key != "/Headers"}
            # Names may differ, but not what they name.
            return result | {"/Headers": [names[str(name)] for name in held.get("/Headers", ())]}

        elements = list(_elements(self._pdf.Root.StructTreeRoot, 0))
        for n, (_, element) in enumerate(elements):
            if "/ID" in element:
                assert str(element.ID) not in names
                names[str(element.ID)] = n
        listed = self._pdf.Root.StructTreeRoot.get("/IDTree", Dictionary())
        assert {name: names[name] for name, _ in leaves(listed)} == names
        result = []
        for depth, element in elements:
            said = [str(element.get(key, "")) for key in ("/Alt", "/ActualText", "/Lang", "/T", "/E")]
            page = self._numbers[element.Pg.objgen] if "/Pg" in element else 0
            own = attributes(element.get("/A"))
            result.append(
                (depth, str(element.S), page, list(self._content(element)), said, own, "/ID" in element)
            )
        return result

    def _content(self, element: Object) -> Iterator[Any]:
        """What an element holds itself: marks on pages, and annotations."""
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._numbers[element.Pg.objgen], kid
            elif kid.get("/Type") == "/MCR":
                yield self._numbers[kid.Pg.objgen], int(kid.MCID)
            elif kid.get("/Type") == "/OBJR":
                yield [str(side) for side in kid.Obj.Rect]

    def parents(self) -> list[tuple[Any, ...]]:
        """For each page, by the tree that leads back from marks and annotations, what they belong to."""
        numbers = list(self._pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        assert keys == sorted(set(keys))
        assert max(keys) < int(self._pdf.Root.StructTreeRoot.ParentTreeNextKey)
        known = dict(zip(keys, numbers[1::2], strict=True))
        below = {
            element.objgen: n for n, (_, element) in enumerate(_elements(self._pdf.Root.StructTreeRoot, 0))
        }
        result = []
        for page in self._pdf.pages:
            marks: Any = known.pop(int(page.obj.get("/StructParents", -1)), [])
            own = [known.pop(int(a.StructParent)) for a in page.get("/Annots", ()) if "/StructParent" in a]
            result.append(([below[held.objgen] for held in marks], [below[held.objgen] for held in own]))
        assert known == {}, "the tree leads to pages that are not there"
        return result

    def fonts(self) -> dict[str, set[str]]:
        """The fonts of each kind of file that are embedded, by their names."""
        result: dict[str, set[str]] = {}
        for held in self._pdf.objects:
            if isinstance(held, Dictionary) and held.get("/Type") == "/FontDescriptor":
                files = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in held]
                assert len(files) == 1, held.FontName
                result.setdefault(files[0], set()).add(_SUBSET.sub("", str(held.FontName)))
        return result

    def about(self) -> dict[str, Any]:
        """What the PDF says of itself as a whole."""
        root = self._pdf.Root
        told = {
            key: str(root.get(key)) for key in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/PageLabels")
        }
        tree = root.StructTreeRoot
        information = {key: str(value) for key, value in self._pdf.docinfo.items()}
        xmp = _OWN.sub(b"", root.Metadata.read_bytes())
        return told | {"kinds": dict(tree.RoleMap.items()), "info": information, "xmp": xmp}

    def pages(self) -> list[tuple[Any, ...]]:
        """Of each page its words, size, and order of tabs; spaces are what a reader makes of distances."""
        held = zip(self._printed.pages, self._pdf.pages, strict=True)
        return [
            (squeezed(words), list(map(float, page.mediabox)), str(page.obj.get("/Tabs")))
            for words, page in held
        ]

    def picture(self, number: int) -> Any:
        """A page, counted from 1, as a picture."""
        return self._printed.picture(number, scale=1.0)


def _kids(element: Object) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _elements(element: Object, depth: int) -> Iterator[tuple[int, Object]]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen, "an element leads back to what holds it"
            yield depth, kid
            yield from _elements(kid, depth + 1)
