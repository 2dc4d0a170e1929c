"""A booklet: pages of A5 placed two on a sheet of A4, in the order needed for folding."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.printing.postprocess import saved

_SIDE = 4  # pages on a folded sheet


def impose(pdf: bytes) -> bytes:
    """The same document with two of its pages on each page, to be printed on both sides and folded once.

    Each page becomes a form that is drawn on its half of a sheet. Tags, links and destinations follow it, so
    that the booklet is read aloud in the order of its pages, not of its sheets.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [page.obj for page in opened.pages]
        box = [float(side) for side in pages[0].MediaBox]
        width, height = box[2] - box[0], box[3] - box[1]
        forms = [_form(opened, page, width, height) for page in pages]
        sheets: dict[int, tuple[pikepdf.Object, float]] = {}  # for each page: its sheet, its offset
        made = []
        for left, right in _halves(len(pages)):
            sheet = _sheet(
                opened,
                [(i, x) for i, x in ((left, 0.0), (right, width)) if i is not None],
                forms,
                2 * width,
                height,
            )
            made.append(sheet)
            for index, x in ((left, 0.0), (right, width)):
                if index is not None:
                    sheets[index] = (sheet, x)
                    _move_annotations(pages[index], sheet, x)
        places = {page.objgen: (*sheets[index], forms[index]) for index, page in enumerate(pages)}
        _retag(opened.Root.StructTreeRoot, places, None)
        _move_destinations(opened, places)
        while len(opened.pages):
            del opened.pages[0]
        for sheet in made:
            opened.pages.append(pikepdf.Page(sheet))
        return saved(opened)


def _halves(count: int) -> Iterator[tuple[int | None, int | None]]:
    """Left and right page of each side of each sheet, counted from 0; None for an empty half."""
    rounded = -(-count // _SIDE) * _SIDE
    for sheet in range(rounded // _SIDE):
        first, last = 2 * sheet, rounded - 1 - 2 * sheet
        for left, right in ((last, first), (first + 1, last - 1)):
            yield (left if left < count else None), (right if right < count else None)


def _form(pdf: pikepdf.Pdf, page: pikepdf.Object, width: float, height: float) -> pikepdf.Object:
    """A page's contents as a form; its marks keep their numbers."""
    pikepdf.Page(page).contents_coalesce()
    form = pdf.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, width, height])
    form.Resources = page.Resources
    if "/Group" in page:
        form.Group = page.Group
    if "/StructParents" in page:
        form.StructParents = page.StructParents
    return form


def _sheet(
    pdf: pikepdf.Pdf,
    halves: list[tuple[int, float]],
    forms: list[pikepdf.Object],
    width: float,
    height: float,
) -> pikepdf.Object:
    names = {f"/P{index}": forms[index] for index, _ in halves}
    drawn = "\n".join(f"q 1 0 0 1 {x:g} 0 cm /P{index} Do Q" for index, x in halves)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width, height]),
            Resources=Dictionary(XObject=Dictionary(names)),
            Contents=pdf.make_stream(drawn.encode()),
            Tabs=Name.S,
            Annots=Array([]),
        )
    )


def _move_annotations(page: pikepdf.Object, sheet: pikepdf.Object, x: float) -> None:
    for annotation in page.get("/Annots", ()):
        annotation.Rect = Array([float(v) + (x if i % 2 == 0 else 0) for i, v in enumerate(annotation.Rect)])
        if "/QuadPoints" in annotation:
            points = [float(v) + (x if i % 2 == 0 else 0) for i, v in enumerate(annotation.QuadPoints)]
            annotation.QuadPoints = Array(points)
        annotation.P = sheet
        sheet.Annots.append(annotation)


_Places = dict[tuple[int, int], tuple[pikepdf.Object, float, pikepdf.Object]]


def _retag(element: pikepdf.Object, places: _Places, page: pikepdf.Object | None) -> None:
    """Record for every mark in the structure tree that it is in a form on a sheet."""
    own = element.get("/Pg", page)
    if "/Pg" in element:
        element.Pg = places[element.Pg.objgen][0]
    kids = element.get("/K")
    if kids is None:
        return
    result = list(kids) if isinstance(kids, Array) else [kids]
    moved = [_retagged(kid, places, own) for kid in result]
    element.K = Array(moved) if isinstance(kids, Array) else moved[0]


def _retagged(kid: pikepdf.Object | int, places: _Places, page: pikepdf.Object | None) -> pikepdf.Object:
    if isinstance(kid, int):
        assert page is not None, "a mark stands on a page"
        sheet, _, form = places[page.objgen]
        return Dictionary(Type=Name.MCR, Pg=sheet, Stm=form, MCID=kid)
    kind = kid.get("/Type")
    if kind == "/MCR":
        sheet, _, form = places[_page_of(kid, page).objgen]
        kid.Pg, kid.Stm = sheet, form
    elif kind == "/OBJR":
        kid.Pg = places[_page_of(kid, page).objgen][0]
    else:
        _retag(kid, places, page)
    return kid


def _page_of(kid: pikepdf.Object, page: pikepdf.Object | None) -> pikepdf.Object:
    result = kid.get("/Pg", page)
    assert result is not None, "a mark stands on a page"
    return result


def _move_destinations(pdf: pikepdf.Pdf, places: _Places) -> None:
    seen: set[tuple[int, int]] = set()
    for held in list(pdf.objects):
        targets: list[pikepdf.Object] = []
        if isinstance(held, Array):
            targets.append(held)
        elif isinstance(held, Dictionary):
            targets += [held[key] for key in ("/D", "/Dest") if isinstance(held.get(key), Array)]
            names = held.get("/Names")
            if isinstance(names, Array):
                targets += [value for value in names if isinstance(value, Array)]
        for target in targets:
            _move(target, places, seen)


def _move(target: pikepdf.Object, places: _Places, seen: set[tuple[int, int]]) -> None:
    if len(target) < 4 or not isinstance(target[0], Dictionary) or target[1] != Name.XYZ:
        return
    if target.is_indirect:
        if target.objgen in seen:
            return
        seen.add(target.objgen)
    place = places.get(target[0].objgen)
    if place is not None:
        target[0] = place[0]
        target[2] = float(target[2]) + place[1]
