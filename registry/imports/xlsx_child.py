"""Child process: first sheet of an XLSX workbook -> rows.csv. Only the standard library, openpyxl and core.sandbox."""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from core.sandbox_child import Refused, main

MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO, SMALL = 2_000, 400_000_000, 200, 10_000_000
LAST_COLUMN, LAST_ROW = 200, 200_000
CHUNK = 256 * 1024
EXACT_DIGITS = 15
"""A spreadsheet keeps that many digits of a number; longer ones are rounded."""


def work(request: dict[str, Any], out: Path) -> None:
    source = out / request["file"]
    try:
        with zipfile.ZipFile(source) as archive:
            _check_size(archive)
            last_row = _scan(archive)
        _write(source, out / "rows.csv", last_row)
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, EOFError, OSError) as problem:
        raise Refused("BROKEN", str(problem)) from None


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise Refused("BOMB", f"{len(entries)} entries, {unpacked} bytes")
    if unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1):
        raise Refused("BOMB", f"{unpacked} bytes out of {packed}")


def _scan(archive: zipfile.ZipFile) -> int:
    """Walk through all XML once: no definitions anywhere, no filled cell outside of the box. Last filled row."""
    last = 0
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        cells = _Cells(is_sheet="worksheets/" in entry.filename)
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _no_definitions
        parser.StartElementHandler = cells.start
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
        last = max(last, cells.last_row)
    return last


def _no_definitions(*_names: Any) -> None:
    raise Refused("ENTITIES", "document type definition")


class _Cells:
    """Notes the cell we are in; its value element makes it a filled one."""

    def __init__(self, *, is_sheet: bool) -> None:
        self.is_sheet, self.here, self.last_row = is_sheet, "", 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.is_sheet:
            return
        tag = name.rpartition(":")[2]
        if tag == "c":
            self.here = attributes.get("r", "")
        elif tag in ("v", "is") and self.here:
            self._filled(self.here)

    def _filled(self, reference: str) -> None:
        found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference)
        if found is None:
            raise Refused("BROKEN", reference[:20])
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        row = int(found[2])
        if column > LAST_COLUMN or row > LAST_ROW:
            raise Refused("FAR_CELL", reference)
        self.last_row = max(self.last_row, row)


def _write(source: Path, target: Path, last_row: int) -> None:
    import openpyxl

    book = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0] if book.worksheets else None
    if sheet is None or not last_row:
        raise Refused("NO_SHEET", "")
    sheet.reset_dimensions()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in sheet.iter_rows(max_row=last_row, max_col=LAST_COLUMN, values_only=True):
            writer.writerow(_trimmed([_text(value) for value in row]))


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, int | float):
        return _number(value)
    return str(value).strip()


def _number(value: int | float) -> str:
    if value == int(value):
        digits = str(int(value))
        # What was typed is gone; an exponent tells the reader of codes that it was a rounded number.
        return digits if len(digits.lstrip("-")) <= EXACT_DIGITS else f"{value:.5E}"
    return repr(float(value))


if __name__ == "__main__":
    main(work)
