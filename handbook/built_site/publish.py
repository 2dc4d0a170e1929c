"""Publishes an edition: keeps the whole built site as an archive that never changes, and records it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.archives import pack
from handbook.built_site.manifest import portable_files
from handbook.files import fingerprint, inside, text_of, write_whole
from handbook.model.addresses import Addresses
from handbook.model.faults import Refusal
from handbook.model.records import Programme
from handbook.outputs.editions import FOLDER
from handbook.outputs.keeping import KEEPS_NOTHING, is_script
from handbook.outputs.offline import FOLDER as OFFLINE
from handbook.progress import SILENT, Progress
from handbook.site_address import address_of_site, is_placeholder
from handbook.source.editor_schema import EDITOR_LINE
from handbook.source.fingerprint import texts_fingerprint
from handbook.source.load import Dataset, label
from handbook.source.yaml_edit import Refused, append_record
from handbook.source_date import date_of

LIST = "editions.yaml"
_HEAD = f"""\
{EDITOR_LINE}
#
# Edisi yang sudah terbit. `make edition` menulisnya; `summary` boleh ditambahkan, yang lain tidak diubah.
#
# Editions that were published. `make edition` writes them; a `summary` may be added, all else stays as it is.
"""


class NotPublished(Refusal, ValueError):
    """The edition cannot be published; the message says why and what to do."""


def refuse_published(dataset: Dataset) -> None:
    """Make sure that today's edition has not been published yet.

    Raises:
        NotPublished: if it has.
    """
    about = _programme(dataset).programme
    published = _programme(dataset).editions.get(about.edition)
    if published is not None:
        file, line = dataset.locate(("programme", "edition"))
        raise NotPublished(
            f"edition {about.edition} was published on {published.date} and stays as it is; "
            f"raise `edition` and `date` in {file}:{line} to publish another"
        )


def publish_edition(dataset: Dataset, site: Path, progress: Progress = SILENT) -> Path:
    """Keep the complete site in the folder `site` as today's edition; return the archive's path.

    Raises:
        NotPublished: if the edition was published before, the site has no address on the web, another archive
            has its name, or the list of editions cannot be added to.
        OSError: if a file cannot be read or written.
    """
    refuse_published(dataset)
    refuse_address(address_of_site(site))
    programme = _programme(dataset)
    about = programme.programme
    archive = dataset.folder / FOLDER / f"{about.edition}.zip"
    with inside(archive.parent) as part:
        pack(part / archive.name, _files(programme, site), date_of(about.date), progress)
        # One that was ended before it was recorded has left the same archive.
        if archive.exists() and fingerprint(archive) != fingerprint(part / archive.name):
            raise NotPublished(
                f"{label(archive)} is there without a record, and is not what would be published now; "
                "take its record from the commit that published it; if none did, delete the file"
            )
    progress.done()
    lines = [
        f'"{about.edition}":',
        f'  date: "{about.date}"',
        f"  sha256: {fingerprint(archive)}",
        f"  texts: {texts_fingerprint(dataset)}",
    ]
    file = dataset.folder / LIST
    try:
        text = text_of(file) if file.exists() else _HEAD
        write_whole(file, append_record(text, "editions", about.edition, lines, label(file)))
    except (Refused, OSError, UnicodeDecodeError) as error:
        archive.unlink()  # otherwise it would be there without its record
        raise NotPublished(f"{label(file)} cannot be added to: {error}") from None
    return archive


def refuse_address(address: str) -> None:
    """Make sure that an edition can be found where its QR codes and citations say.

    Raises:
        NotPublished: if the site has no address on the web, or a placeholder.
    """
    if not address or is_placeholder(address):
        what = f"its address is the placeholder {address}" if address else "it has no address"
        raise NotPublished(
            f"the site cannot be published, since {what}, and QR codes and citations of an edition stay as "
            "they are; set SITE_URL to the address of the site (deploy/README.md)"
        )


def _files(programme: Programme, site: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Every file of the site except other editions, the offline copy and what belongs to the host.

    Its pages keep nothing on devices: they would be taken for today's.
    """
    from handbook.built_site.offline import fill_mark

    overviews = Addresses(programme).overviews
    others, downloads = overviews["editions"], f"{overviews['downloads']}/index.html"
    for name, file in portable_files(site):
        of_another = name.startswith(f"{others}/") and name != f"{others}/index.html"
        if of_another or name.startswith(f"{OFFLINE}/"):
            continue
        if name.endswith(downloads):
            yield (
                name,
                fill_mark(file.read_text(encoding="utf-8"), "").encode(),
            )  # no link to the offline copy
        else:
            yield name, KEEPS_NOTHING if is_script(name) else file


def _programme(dataset: Dataset) -> Programme:
    assert dataset.programme is not None, "the caller has looked at dataset.problems"
    return dataset.programme
