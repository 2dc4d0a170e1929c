"""One kind of records as a CSV table: UTF-8 with a byte order mark, commas, CRLF, quotes if needed."""

from __future__ import annotations

import csv
import io

from handbook.export.cells import guard
from handbook.export.columns import column_names, rows
from handbook.export.words import Words

ENCODING = "utf-8-sig"  # the byte order mark tells spreadsheet programs that it is UTF-8


def content(words: Words, kind: str) -> bytes:
    """The table of the records of the section `kind`, with a row of column names first."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column_names(kind, words.languages))
    writer.writerows([guard(cell) for cell in row] for row in rows(words, kind))
    return written.getvalue().encode(ENCODING)
