"""Somebody answers for what is published, and can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.site_address import is_placeholder
from handbook.source.problems import Problem


def editions_have_somebody_responsible(case: Case) -> Iterator[Problem]:
    """A programme that publishes editions names who answers for them; the site is still built."""
    if case.programme.editions:
        yield from nobody_responsible(case)


def contacts_reach_somebody(case: Case) -> Iterator[Problem]:
    """No contact is a placeholder, at which nobody is reached; until a real one is known, that is told."""
    responsible = case.programme.programme.responsible
    for field in ("contact", "security") if responsible is not None else ():
        address = getattr(responsible, field)
        if address and is_placeholder(address):
            what = f"`{field}` leads to {address}, which is a placeholder"
            remedy = "write the address of an office; pages say so until then"
            yield case.problem(("programme", "responsible", field), what, remedy, blocks=False, advice=True)


def nobody_responsible(case: Case) -> Iterator[Problem]:
    """What is missing for an edition to be published: somebody who answers for it."""
    if case.programme.programme.responsible is None:
        what = "nobody answers for the editions: pages on contact, privacy and accessibility are missing"
        remedy = "add `responsible: {contact: …}` with the address of an office, https: or mailto:"
        yield case.problem(("programme",), what, remedy, blocks=False)


RULES: tuple[Rule, ...] = (editions_have_somebody_responsible, contacts_reach_somebody)
