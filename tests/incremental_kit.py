"""Kinds of change to the small programme after which only what they touch is built again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import build, prints, write_data

Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A change to the data, to the folder of prose, or to the environment of a build.

    `most` is the number of pages, of both languages, that may be made again at most.
    """

    name: str
    data: Callable[[Data], object] = id
    docs: Callable[[Path], object] = id
    environment: tuple[tuple[str, str], ...] = ()
    most: int = 1_000


def says(*path: str | int, text: str = "Kalimat yang diubah") -> Callable[[Data], object]:
    """A change of the text at a path, in both languages."""

    def change(data: Data) -> None:
        held: Any = data
        for part in path:
            held = held[part]
        held["id"], held["en"] = f"{text} ini.", f"{text} (en)."

    return change


def set_to(value: Any, *path: str | int) -> Callable[[Data], object]:
    """A change of the value at a path."""

    def change(data: Data) -> None:
        held: Any = data
        for part in path[:-1]:
            held = held[part]
        held[path[-1]] = value

    return change


def moved_to_end(section: str, key: str) -> Callable[[Data], object]:
    """A record that comes last in its section."""
    return lambda data: data[section].update({key: data[section].pop(key)})


def copied(section: str, key: str, new: str, **changed: Any) -> Callable[[Data], object]:
    """A further record, made from another."""
    return lambda data: data[section].update({new: {**json.loads(json.dumps(data[section][key])), **changed}})


def many_questions(data: Data) -> None:
    """Copies of the last question, so that the page of questions is cut into several."""
    *_, last = data["questions"].values()
    data["questions"] |= {f"lagi-{number}": {**last, "name": named(f"{number}?")} for number in range(30)}


def named(words: str) -> Data:
    return {"id": words, "en": f"{words} (en)"}


def written(name: str, words: str) -> Callable[[Path], object]:
    """A sentence at the end of a page of prose in both languages; the page is new if it is not there."""

    def change(docs: Path) -> None:
        for language in ("id", "en"):
            file = docs / language / name
            before = file.read_text(encoding="utf-8") if file.exists() else "# Halaman baru\n"
            file.write_text(f"{before}\n{words} {language}.\n", encoding="utf-8")

    return change


CHANGES = (
    Change("nothing", most=0),
    Change("summary of a task", says("tasks", "L2", "summary"), most=12),
    Change("step of a task", says("tasks", "S1", "steps", 0), most=14),
    Change("evidence of a task", says("tasks", "L1", "evidence", 0), most=20),
    Change("name of a task", says("tasks", "L3", "name", text="Nama lain")),
    Change("name of a stage", says("stages", "2", "name", text="Nama lain")),
    Change("aim of a stage", says("stages", "1", "aims", 0), most=12),
    Change("checklist of a stage", says("stages", "1", "checklist", 0)),
    Change("summary of a group", says("groups", "siap", "summary")),
    Change("handover of a group", says("groups", "layan", "handover", 0)),
    Change("role in a group", says("roles", "perintis", "groups", "siap", "description"), most=12),
    Change("summary of a partner", says("partners", "sekolah", "summary"), most=12),
    Change("name of a partner", says("partners", "penerbit", "name", text="Nama lain")),
    Change("document renamed", says("documents", "buku-induk", "name", text="Nama lain")),
    Change("section of a topic", says("topics", "gerakan", "summary"), most=12),
    Change("definition of a term", says("terms", "koleksi", "definition"), most=20),
    Change("name of a term", says("terms", "donasi", "name", text="buku baca")),
    Change("abbreviation of a term", set_to("KLK", "terms", "koleksi", "abbr")),
    Change("term spelled out", set_to(True, "terms", "pud", "spell_out")),
    Change("answer to a question", says("questions", "ruang", "answer"), most=12),
    Change("change of the handbook", says("changes", "2026-02-01-terbit", "text"), most=12),
    Change("title of a source", set_to("Judul lain", "sources", "pedoman", "title")),
    Change("certainty of a source", set_to("inferred", "sources", "pedoman", "certainty")),
    Change("ground of a statement", set_to("source", "tasks", "S1", "steps", 0, "ground")),
    Change("label", set_to(named("Tindakan"), "labels", "task.steps")),
    Change("label on every page", set_to(named("Beranda"), "labels", "site.home")),
    Change("title of the programme", set_to(named("Buku lain"), "programme", "title")),
    Change(
        "notice of the programme",
        set_to({**named("Perhatikan."), "ground": "editorial"}, "programme", "notice"),
    ),
    Change("footer", set_to({"footer": named("Kaki halaman")}, "appearance")),
    Change("order of tasks", moved_to_end("tasks", "S1")),
    Change("order of stages", lambda data: data["groups"]["siap"]["stages"].reverse()),
    Change("new task", copied("tasks", "S1", "S9", name=named("Tugas baru"), counterpart="none")),
    Change("new term", copied("terms", "koleksi", "rak-baru", name=named("rak"), abbr="RAK")),
    Change("question deleted", lambda data: data["questions"].pop("hilang")),
    Change("more questions than a page has room for", many_questions),
    Change(
        "role called by another task",
        lambda data: data["tasks"]["L4"]["roles"].append(
            {"role": "penghubung", "why": named("Karena perlu."), "ground": "editorial"}
        ),
    ),
    Change(
        "task falls in another stage",
        set_to([{"stage": "2", "ground": "editorial"}], "tasks", "S1", "stages"),
    ),
    Change("redirect", set_to({"t/s7": "t/s1"}, "redirects")),
    Change("redirect of an anchor", set_to({"t/s1#lama": "t/s2"}, "redirects")),
    Change("sentence of prose", docs=written("tentang.md", "Kalimat baru"), most=0),
    Change("new page of prose", docs=written("panduan.md", "Kalimat baru")),
    Change("address of the site", environment=(("SITE_URL", "https://buku.desa.id/"),)),
    Change("repository", environment=(("REPOSITORY_URL", "https://kode.desa.id/buku/edit"),)),
)


def write(change: Change, folder: Path) -> None:
    """Write the small programme into a folder, after a change."""
    data: Data = {"labels": {}}
    for file in sorted(LIBRARIES.glob("*.yaml")):
        data.update(yaml.safe_load(file.read_text(encoding="utf-8")))
    change.data(data)
    (folder / "data").mkdir(parents=True)
    write_data(folder / "data" / "all.yaml", data)
    shutil.copytree(LIBRARIES / "words", folder / "data" / "words")
    shutil.copytree(LIBRARIES_DOCS, folder / "docs")
    change.docs(folder / "docs")


def built(change: Change, folder: Path) -> dict[str, str]:
    """A fingerprint of each file of the site after a change, built in a folder that may have a store."""
    for name in ("data", "docs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    write(change, folder)
    site = folder / "site"
    build(site, "--data", str(folder / "data"), folder=folder, **dict(change.environment))
    return prints(site)


def kept(folder: Path) -> set[str]:
    """The entries of the store of a folder."""
    return {file.name for file in (folder / ".cache" / "store").rglob("*") if file.is_file()}
