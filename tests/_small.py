"""The smallest programme that uses every section: two groups, two stages, written to a folder of a test."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from handbook.archives import pack
from handbook.files import fingerprint

ABOUT = """\
programme:
  title: {id: "Buku kebun", en: "Garden book"}
  tagline: {id: "Menanam bersama.", en: "Growing together."}
  name: {id: "Kebun bersama", en: "Shared garden"}
  languages: [id, en]
  language_names: {id: "Bahasa Indonesia", en: "English"}
  edition: 2026.1
  date: 2026-01-31
  publisher: {id: "Paguyuban kebun", en: "Garden club"}
  licence: {name: "CC BY 4.0", address: "https://creativecommons.org/licenses/by/4.0/"}
  responsible: {contact: "mailto:kebun@example.test"}
"""

ROLES = """\
# Kebun: kelompok, tahap, peran, tugas
groups:
  early:
    name: {id: "Awal", en: "Early"}
    summary: {id: "Sebelum panen.", en: "Before the harvest.", ground: editorial}
    stages: [1]   # one so far
  late:
    name: {id: "Akhir", en: "Late"}
    summary: {id: "Sejak panen.", en: "From the harvest on.", ground: editorial}
    stages:
      - 2  # the harvest

stages:
  1:
    name: {id: "Menanam", en: "Planting"}
    summary: {id: "Benih masuk tanah.", en: "Seeds go into the soil.", ground: editorial}
    checklist: [{id: "Hitung benih.", en: "Count the seeds.", ground: editorial}]
  2:
    name: {id: "Memanen", en: "Harvesting"}
    summary: {id: "Hasil dipetik.", en: "The crop is picked.", ground: editorial}
    checklist: [{id: "Timbang hasil.", en: "Weigh the crop.", ground: editorial}]

roles:
  leader:
    name: {id: "Ketua", en: "Leader"}
    summary: {id: "Memimpin kerja.", en: "Leads the work.", ground: editorial}
    groups:
      early:
        description: {id: "Membagi petak.", en: "Shares out the plots.", ground: editorial}
      late:
        description: {id: "Membagi hasil.", en: "Shares out the crop.", ground: editorial}
    do: [{id: "Tanya semua orang.", en: "Ask everybody.", ground: editorial}]

# --- Tugas ---
tasks:
  A1:
    name: {id: "Menyiapkan tanah", en: "Prepare the soil"}
    group: early
    counterpart: B1
    summary: {id: "Tanah digemburkan.", en: "The soil is loosened.", ground: reference, cite: s1}
    steps:
      - id: "Cabut gulma."
        en: "Pull the weeds."
        who: {id: "Ketua kebun", en: "The leader"}
        leaves: {id: "Petak bersih", en: "A clean plot"}
        ground: editorial
      - id: "Balik tanah."
        en: "Turn the soil."
        who: {id: "Sang ketua", en: "The leader"}
        leaves: {id: "Petak gembur", en: "A loose plot"}
        ground: editorial
    evidence: [{id: "Tanah remah.", en: "The soil crumbles.", ground: editorial}]
  B1:
    name: {id: "Memetik hasil", en: "Pick the crop"}
    group: late
    counterpart: [A1]
    summary: {id: "Hasil dipetik pagi hari.", en: "The crop is picked in the morning.", ground: editorial}
    steps:
      - id: "Petik yang masak."
        en: "Pick what is ripe."
        who: {id: "Anggota", en: "Members"}
        leaves: {id: "Keranjang penuh", en: "A full basket"}
        ground: editorial
    evidence: [{id: "Catatan timbangan.", en: "A note of the weight.", ground: editorial}]
    # a note about B1

# --- Mitra ---
partners:
  neighbours:
    name: {id: "Tetangga", en: "Neighbours"}
    summary: {id: "Orang di sebelah.", en: "The people next door.", ground: editorial}
"""

REST = """\
documents:
  plan:
    name: {id: "Rencana petak", en: "Plot plan"}
    summary: {id: "Siapa menanam apa.", en: "Who grows what.", ground: editorial}
terms:
  seed:
    name: {id: "Benih", en: "Seed"}
    definition: {id: "Awal tanaman.", en: "The beginning of a plant.", ground: editorial}
questions:
  when:
    name: {id: "Kapan menanam?", en: "When to plant?"}
    answer: {id: "Pada awal musim hujan: [[t/a1]].", en: "When the rains begin: [[t/a1]].", ground: editorial}
calendar:
  sowing:
    name: {id: "Masa tanam", en: "Sowing"}
    begins: 3
    ends: 4
    last_day: 15
    summary: {id: "Semua petak ditanami.", en: "Every plot is sown.", ground: editorial}
    rule: {id: "Paling lambat 15 April.", en: "By 15 April.", ground: reference, cite: s1}
    brings: [{id: "Benih.", en: "Seeds.", ground: editorial}]
changes:
  first:
    name: {id: "Buku pertama", en: "First book"}
    date: 2026-01-31
    text: {id: "Semua petak ada di peta.", en: "Every plot is on the map.", ground: editorial}
papers:
  letter:
    name: {id: "Surat kebun", en: "Letter of the garden"}
    summary: {id: "Meminta benih.", en: "Asks for seeds.", ground: editorial}
    ground: editorial
    parts:
      - {text: {id: "Kami meminta {jumlah} benih.", en: "We ask for {number} seeds."}}
topics:
  garden:
    name: {id: "Tentang kebun", en: "About the garden"}
    summary: {id: "Kebun milik bersama.", en: "The garden belongs to all.", ground: editorial}
sources:
  s1:
    title: "Cara berkebun"
    language: id
    issuer: "Dinas kebun"
    certainty: single
redirects:
  t/old: t/a1
appearance:
  footer: {id: "Dari kebun untuk warga.", en: "From the garden to all."}
style:
  harvest: {language: en, use: "harvest", avoid: ["reaping"], why: {id: "Kata biasa.", en: "The plain word."}}
"""


SUMMARY = {"id": "Edisi percobaan.", "en": "A trial edition.", "ground": "editorial"}


def write_small(folder: Path) -> Path:
    """Write the programme's data files to `folder`; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = {"task.steps": {"id": "Kerja demi kerja", "en": "Work by work"}}  # one of its own
    files = {"programme": ABOUT, "roles": ROLES, "rest": REST, "labels": json.dumps({"labels": labels})}
    archive = folder / "editions" / "0.9.zip"
    pack(archive, [("index.html", b"<!doctype html><html lang=en><title>0.9</title>")], datetime(2025, 1, 1))
    published = {"date": "2025-01-01", "sha256": fingerprint(archive), "texts": "0", "summary": SUMMARY}
    files["editions"] = json.dumps({"editions": {"0.9": published}})
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Replace words that stand in a file exactly once."""
    text = file.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_bytes(text.replace(old, new).encode("utf-8"))
