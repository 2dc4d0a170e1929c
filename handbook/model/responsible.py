"""Who answers for a handbook and how to reach them; what its statements on privacy and accessibility add."""

from __future__ import annotations

from pydantic import Field

from handbook.model.text import Entry, Plain, Statement, Text


class Privacy(Entry):
    """What the privacy statement says besides what follows from the pages themselves."""

    law: Statement | None = Field(None, description="the law on personal data that holds, by its name")
    host: Statement | None = Field(
        None, description="what the web server records of visits, for how long, and who reads it"
    )


class Accessibility(Entry):
    """What the accessibility statement says besides what every page is tested for."""

    standard: Plain = Field("WCAG 2.2 AA", description="the standard that the pages are to meet")
    limitations: tuple[Statement, ...] = Field((), description="known limitations, one a line")
    assessed: Plain | None = Field(None, description="day of the last assessment, year-month-day")
    method: Statement | None = Field(None, description="how it was assessed, and by whom")


class Responsible(Entry):
    """The body that answers for the handbook; it has pages on contact, privacy and accessibility."""

    name: Text | None = Field(None, description="name of the body, if it is not the publisher")
    contact: Plain = Field(
        description="where an office is reached, never a private person: an address with https: or mailto:"
    )
    security: Plain | None = Field(
        None, description="where weaknesses of the site are reported, likewise; it stands in security.txt too"
    )
    postal: Text | None = Field(None, description="postal address, on one line")
    privacy: Privacy = Field(default_factory=Privacy, description="additions to the privacy statement")
    accessibility: Accessibility = Field(
        default_factory=Accessibility, description="additions to the accessibility statement"
    )
