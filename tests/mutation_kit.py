"""Mutations of a programme's files.

A mutation is three numbers (which way, where, what), so that a failing one can be made smaller by hypothesis
and written down in a test.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.fault_kit import record_edition

_LONGEST = 2 << 20  # bytes of a mutated file: larger ones take their time, and show nothing more
Move = tuple[int, int, int]
"""A mutation: which way, where, what."""

BYTES = (
    *(bytes([byte]) for byte in b"\t\r\n\x00\x1b\xff{}[]\"'\\\\<>&`@%|"),
    *b"\xc2\x85 \xe2\x80\xa8 \xef\xbb\xbf \xed\xa0\x80 {{ }} {% %} [[ ]] ]( ../ :// ~~~ <<:".split(b" "),
    *(b": ", b" #", b"- ", b"? ", b"\n\n", b"&a ", b"*a ", b"!!x ", b"```\n", b"---\n", b"...\n"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n"),
)
# One a line, so that they can be read; what no line can hold stands below.
BITS = (
    *[
        r"",
        r"{{ about() }}",
        r'{{ about("nothing") }}',
        r"{{ 1/0 }}",
        r"{{ range(10**9) }}",
        r"{{ notice(1) }}",
        r"{% for x in y %}",
        r"{#",
        r"<script>alert(1)</script>",
        r'<img src=x onerror="y">',
        r"<details>",
        r"</div></div>",
        r"<!--",
        r"<![CDATA[",
        r"<a href='",
        r"[x](javascript:y)",
        r"[x](guide.md#no)",
        r"[x](../../x.md)",
        r"[x](http://[::1)",
        r"![](x.png)",
        r"[x]: <",
        r"[^1]",
        r"[^1]: x",
        r"[[t/a1]]",
        r"[[t/none]]",
        r"[[t/a1|",
        r"[[]]",
        r"[[t/a1|[[t/b1]]]]",
        r"[kick-off]{en}",
        r"[a]{xx}",
        r"*a **b* c**",
        r"{jumlah}",
        r"{",
        r"İ",
        r"ß",
        r"٣",
        r"१",
        r"𝟘",
        r"1e999",
        r"-1",
        r"0",
        r"0x10",
        r"1_000",
        r"2026-02-30",
        r"0000-00-00",
        r"99999-01-01",
        r"NaN",
        r".inf",
        r"~",
        r"yes",
        r"../../etc/passwd",
        r"/etc/passwd",
        r"C:\x",
        r"con",
        r"a/../b",
        r"en",
        r"en/x",
        r"pdf/alt",
        r"t/a1",
        r"%2e%2e",
        r".",
        r"https://[",
        r"https://x:99999/",
        r"http://a@b@c/",
        r"mailto:",
        r"javascript:x",
        r"//x",
        r"data:,x",
        r"",
    ],
    *(
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud7ff",
        "\U0010ffff",
        "e\u0301" * 50,
        "\u2028",
        "\x85",
        "https://\u202e.example/",
    ),
    *("- " * 300, "> " * 300, "(" * 2000, "*" * 2000, "[" * 2000, "`" * 999, "#" * 99, "|" * 3000),
    *("&amp;" * 500, "a" * 70_000, "9" * 5000, "x" * 300),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        "",
        "words",
        [],
        {},
        [None],
        ["words"],
        {"words": "words"},
        {"id": {}},
        {"id": "a", "en": "a"},
        [[]],
        [{}],
    ),
    *(
        {"id": "Satu.", "en": "One.", "ground": "editorial"},
        {"id": "", "en": ""},
        {"xx": "y"},
        ["t/a1"] * 200,
        *BITS,
    ),
)
KEYS = (
    "",
    "id",
    "en",
    "name",
    "t",
    "a b",
    "../x",
    "\0",
    "<<",
    "null",
    "42",
    "[key]",
    "#",
    "wording",
    "a" * 300,
    "É",
    "1",
    "A1",
    "con",
)


def text_move(content: bytes, move: Move, others: list[bytes]) -> bytes:
    """A file of text with one mutation that knows nothing of its structure."""
    way, where, what = move
    at = where % (len(content) + 1)
    lines = content.splitlines(keepends=True) or [b""]
    line = where % len(lines)
    times = min(what % 2000, _LONGEST // (len(lines[line]) + 1))
    other = others[what % len(others)].splitlines(keepends=True) or [b""]
    ways: list[Callable[[], bytes]] = [
        lambda: content[:at] + BYTES[what % len(BYTES)] + content[at:],
        lambda: content[:at] + BITS[what % len(BITS)].encode("utf-8", "surrogatepass") + content[at:],
        lambda: content[:at],
        lambda: content[:at] + bytes([what % 256]) + content[at + 1 :],
        lambda: content[:at] + content[at + 1 + what % 40 :],
        lambda: b"".join([*lines[:line], *lines[line + 1 :]]),
        lambda: b"".join([*lines[:line], lines[line], *lines[line:]]),
        lambda: b"".join([*lines[:line], b" " * (what % 9), *lines[line:]]),
        lambda: b"".join([*lines[:line], other[where % len(other)], *lines[line:]]),
        lambda: b"".join([*lines[:line], lines[line] * times, *lines[line + 1 :]]),
        lambda: b"".join(random.Random(what).sample(lines, len(lines))),
        lambda: content[at:] + content[:at],
        lambda: content.replace(b"\n", (b"\r\n", b"\r", b"\n\n", b" ")[what % 4]),
        lambda: content.decode("utf-8", "replace").encode(
            ("utf-16", "latin-1", "utf-8-sig", "utf-7")[what % 4], "replace"
        ),
        lambda: b"",
    ]
    return ways[way % len(ways)]()[:_LONGEST]


def tree_move(content: bytes, move: Move, *, as_json: bool) -> bytes:
    """A YAML or JSON file with one mutation of its structure; as it is if it has none any more."""
    way, where, what = move
    try:
        data = json.loads(content) if as_json else yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return content
    places = list(_places(data))
    if not places:
        return content
    holder, key = places[where % len(places)]
    value = VALUES[what % len(VALUES)]
    if way % 5 == 0 or isinstance(holder, list):
        holder[key] = value
    elif way % 5 == 1:
        del holder[key]
    elif way % 5 == 2:
        holder[KEYS[what % len(KEYS)]] = holder.pop(key)
    elif way % 5 == 3:
        other, its = places[what % len(places)]
        holder[key] = json.loads(json.dumps(other[its], default=str))
    else:
        holder[KEYS[what % len(KEYS)]] = value
    return json.dumps(data, default=str, ensure_ascii=bool(what % 2)).encode("utf-8", "surrogatepass")


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield data, key
        yield from _places(data[key])


NAMES = (
    "../x.html",
    "/x",
    "a\\b",
    "index.html",
    "index.html/x",
    "x" * 300,
    "",
    "en/",
    ".handbook.json",
    "con",
    "a\nb",
    "en/../../x",
)


def archive_move(content: bytes, move: Move) -> bytes:
    """A zip archive with one mutation of its files."""
    way, where, what = move
    entries: list[tuple[str, bytes]] = []
    with contextlib.suppress(Exception), zipfile.ZipFile(io.BytesIO(content)) as held:
        entries = [(name, held.read(name)) for name in held.namelist()]
    if way % 4 == 0 or not entries:
        at = where % (len(content) + 1)
        return content[:at] + bytes([what % 256]) + content[at + 1 :]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if where % 2 else zipfile.ZIP_STORED) as out:
        for name, held_bytes in entries:
            out.writestr(name, text_move(held_bytes, (what, where, way), [b"<html lang='en'>"]))
        info = zipfile.ZipInfo(NAMES[what % len(NAMES)] or "x")
        if way % 4 == 1:
            info.external_attr = 0o120777 << 16  # a link
        if way % 4 != 2 and info.filename not in out.namelist():
            out.writestr(info, b"\0" * (what % 3) * 1000)
    return made.getvalue()


def odd_places(file: Path, what: int) -> None:
    """Put something that is no ordinary file in the place of one."""
    file.unlink()
    ways: list[Callable[[], object]] = [
        file.mkdir,
        lambda: os.mkfifo(file),
        lambda: file.symlink_to("/dev/zero"),
        lambda: file.symlink_to(file.name),
        lambda: file.symlink_to("/nowhere"),
        lambda: file.symlink_to("/etc/passwd"),
        lambda: os.truncate(_touched(file), 3 << 30),  # a hole
        lambda: None,
    ]
    ways[what % len(ways)]()


def _touched(file: Path) -> Path:
    file.touch()
    return file


@dataclass
class Mutated:
    """A programme whose files can be mutated one after the other, and put back."""

    root: Path
    names: list[str]
    whole: dict[str, bytes]

    @classmethod
    def of(cls, root: Path) -> Mutated:
        files = sorted(file for file in root.rglob("*") if file.is_file() and "site" not in file.parts)
        whole = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
        return cls(root, sorted(whole), whole)

    @contextlib.contextmanager
    def changed(self, name: str, moves: list[tuple[str, Move]]) -> Iterator[None]:
        """One file after some moves, each "text", "tree" or "place"; as it was afterwards."""
        file, content = self.root / name, self.whole[name]
        others = [self.whole[other] for other in self.names]
        odd = [move for kind, move in moves if kind == "place"]
        for kind, move in moves:
            if name.endswith(".zip"):
                content = archive_move(content, move)
            elif kind == "tree" and name.endswith((".yaml", ".json")):
                content = tree_move(content, move, as_json=name.endswith(".json"))
            else:
                content = text_move(content, move, others)
        file.write_bytes(content)
        recorded = name.endswith(".zip") and moves[0][1][1] % 2 == 0
        if recorded:
            record_edition(self.root)
        if odd:
            odd_places(file, odd[0][2])
        try:
            yield
        finally:
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink(missing_ok=True)
            file.write_bytes(self.whole[name])
            if recorded:
                (self.root / "data" / "editions.yaml").write_bytes(self.whole["data/editions.yaml"])
