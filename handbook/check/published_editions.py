"""Published editions stay unchanged and can be found."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from handbook.archives import BadArchive, refuse_huge, refuse_odd
from handbook.check.case import Case, Rule
from handbook.files import fingerprint
from handbook.model.publication import EDITION_NUMBER
from handbook.model.traverse import DataPath
from handbook.outputs.editions import FOLDER, archives
from handbook.source.fingerprint import texts_fingerprint
from handbook.source.load import label
from handbook.source.problems import Problem
from handbook.source.remedies import reason_of


def edition_numbers_well_formed(case: Case) -> Iterator[Problem]:
    """The number of an edition can be the name of a folder of the site."""
    numbers: list[tuple[DataPath, str]] = [(("programme", "edition"), case.programme.programme.edition)]
    numbers += [(("editions", number), number) for number in case.programme.editions]
    for path, number in numbers:
        if number.strip() and not EDITION_NUMBER.fullmatch(number):
            what = f"`{number}` cannot name an edition, since it becomes an address"
            yield case.problem(
                path,
                what,
                "begin with a digit; use up to 40 small letters, digits, single dots or hyphens",
            )


def edition_dates_well_formed(case: Case) -> Iterator[Problem]:
    """The day of a published edition is a date, written year-month-day."""
    for number, locale in case.programme.editions.items():
        try:
            good = datetime.date.fromisoformat(locale.date).isoformat() == locale.date
        except ValueError:
            good = False
        if locale.date.strip() and not good:
            remedy = "write year-month-day, such as 2026-01-31"
            yield case.problem(("editions", number, "date"), f"`{locale.date}` is not a date", remedy)


def frozen_copies_kept(case: Case) -> Iterator[Problem]:
    """The frozen copy of each published edition exists and is the one that was published."""
    for number, archive in archives(case.programme, case.dataset.folder).items():
        if not EDITION_NUMBER.fullmatch(number):
            continue  # reported already, and it must not lead out of the folder
        remedy = "take the file from the commit that published it"
        try:
            refuse_huge(archive)
            changed = fingerprint(archive) != case.programme.editions[number].sha256
            if not changed:
                refuse_odd(archive)
        except BadArchive as error:
            what = f"the frozen copy {FOLDER}/{archive.name} cannot be shown: {error}"
            yield case.problem(("editions", number), what, remedy)
            continue
        except OSError as error:
            what = f"the frozen copy {FOLDER}/{archive.name} cannot be read ({reason_of(error)})"
            yield case.problem(("editions", number), what, remedy)
            continue
        if changed:
            what = f"the frozen copy {FOLDER}/{archive.name} is not the one that was published"
            yield case.problem(("editions", number), what, remedy)


def frozen_copies_keep_their_address(case: Case) -> Iterator[Problem]:
    """Once an edition is published, the folder of the editions keeps its name."""
    overview = case.programme.programme.addresses.editions
    for old, new in case.programme.redirects.items():
        page, _, number = old.partition("#")
        if number in case.programme.editions and new == f"{overview}#{number}" and page != overview:
            what = f"edition {number} was published below /{page}/, to which its readers were led"
            remedy = f"write `editions: {page}` again, and delete this redirect"
            yield case.problem(("redirects", old), what, remedy)


def frozen_copies_listed(case: Case) -> Iterator[Problem]:
    """No frozen copy is left without a record that names it; the site would not show it."""
    about = case.programme.programme
    known = {archive.name for archive in archives(case.programme, case.dataset.folder).values()}
    for file in sorted((case.dataset.folder / FOLDER).glob("*.zip")):
        if file.name == f"{about.edition}.zip" and about.edition not in case.programme.editions:
            what = f"edition {about.edition} was not recorded when it was published"
            remedy = "publish it again (`handbook freeze`), or delete the file"
            yield Problem(label(file), 1, what, remedy, blocks=False, advice=True)
        elif file.name not in known:
            what = "this frozen copy belongs to no edition under `editions`"
            remedy = "take its record from the commit that published it; if none did, delete the file"
            yield Problem(label(file), 1, what, remedy)


def texts_are_those_of_the_edition(case: Case) -> Iterator[Problem]:
    """Data that has the number of a published edition has the texts of that edition."""
    about = case.programme.programme
    published = case.programme.editions.get(about.edition)
    if published is not None and published.texts != texts_fingerprint(case.dataset):
        what = f"texts have changed since edition {about.edition} was published"
        remedy = "raise `edition` and `date`; readers cite this edition for what it said"
        yield case.problem(("programme", "edition"), what, remedy, blocks=False, advice=True)


RULES: tuple[Rule, ...] = (
    edition_numbers_well_formed,
    edition_dates_well_formed,
    frozen_copies_kept,
    frozen_copies_keep_their_address,
    frozen_copies_listed,
    texts_are_those_of_the_edition,
)
