"""Changes to the PDF for which Typst has no option: row heads, named destinations, small size."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

INSIDE = "https://inside.invalid/"  # how the templates write a link within the printed form, see elements.typ


def finish(pdf: bytes, row_heads: Sequence[bool], aliases: Mapping[str, str]) -> bytes:
    """The same PDF, with row heads marked and more names for its destinations.

    `row_heads` says for each table, in reading order, whether its rows begin with their heads; `aliases` maps
    new names of destinations to existing ones.

    Raises:
        ValueError: if the PDF has a different number of tables, or lacks a destination.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return finished(opened, row_heads, aliases)


def finished(pdf: pikepdf.Pdf, row_heads: Sequence[bool], aliases: Mapping[str, str]) -> bytes:
    """The same of an open PDF."""
    _mark_row_heads(pdf, row_heads)
    _aim_links(pdf)
    _add_names(pdf, aliases)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF, the same for the same content."""
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        linearize=False,
    )
    return out.getvalue()


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The named destinations of a PDF, each with its page, counted from 1."""
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return {name: numbers[_target(place)[0].objgen] for name, place in leaves(names.Dests)}


def _target(place: pikepdf.Object) -> pikepdf.Object:
    return place.D if isinstance(place, Dictionary) else place


def _mark_row_heads(pdf: pikepdf.Pdf, row_heads: Sequence[bool]) -> None:
    tables = list(_tables(pdf.Root.StructTreeRoot))
    if len(tables) != len(row_heads):
        raise ValueError(f"{len(row_heads)} tables were typeset, but the PDF has {len(tables)}")
    for table, headed in zip(tables, row_heads, strict=True):
        if headed:
            for cell in _first_cells(table):
                cell.S = Name.TH
                _add_scope(cell)


def _aim_links(pdf: pikepdf.Pdf) -> None:
    """Turn links to addresses within the printed form into links to named destinations."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            uri = str(action.get("/URI", "")) if action is not None else ""
            if uri.startswith(INSIDE):
                annotation.A = Dictionary(S=Name.GoTo, D=String(unquote(uri.removeprefix(INSIDE))))


def _tables(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The tables below an element of the structure tree, in reading order."""
    for kid in _kids(element):
        if kid.get("/S") == "/Table":
            yield kid
        elif kid.get("/S") not in ("/P", "/L", "/Link", "/TOC"):
            yield from _tables(kid)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _first_cells(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for part in _kids(table):
        if part.S == "/TBody":
            for row in _kids(part):
                first = next(_kids(row), None)
                if first is not None:
                    yield first


def _add_scope(cell: pikepdf.Object) -> None:
    scope = {"/O": Name.Table, "/Scope": Name.Row}
    result = cell.get("/A")
    if isinstance(result, Array):
        result.append(Dictionary(scope))
    elif isinstance(result, Dictionary) and result.get("/O") == "/Table":
        result.Scope = Name.Row
    elif result is not None:
        cell.A = Array([result, Dictionary(scope)])
    else:
        cell.A = Dictionary(scope)


def _add_names(pdf: pikepdf.Pdf, aliases: Mapping[str, str]) -> None:
    """One sorted leaf holds all names: viewers use binary search."""
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if names is not None else None
    if tree is None:
        if aliases:
            raise ValueError("the PDF has no named destinations")
        return
    known = dict(leaves(tree))
    for name, target in aliases.items():
        if target not in known:
            raise ValueError(f"the PDF has no destination {target!r}")
        known[name] = known[target]
    spelled = sorted(
        ((String(name), place) for name, place in known.items()), key=lambda pair: bytes(pair[0])
    )
    flat = [part for pair in spelled for part in pair]
    leaf = pdf.make_indirect(Dictionary())  # filled afterwards: pikepdf walks through what is made indirect
    leaf.Names = Array(flat)
    pdf.Root.Names.Dests = leaf


def leaves(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a name tree."""
    held = node.get("/Names")
    if held is not None:
        for place in range(0, len(held), 2):
            yield str(held[place]), held[place + 1]
    for kid in node.get("/Kids", ()):
        yield from leaves(kid)
