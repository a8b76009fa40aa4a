"""A file into rows of text: CSV in UTF-8 or GB18030, XLSX through a sandboxed child. Refusal for anything else."""

from __future__ import annotations

import codecs
import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_noop as _

from registry.imports.messages import Refusal
from registry.imports.xlsx import convert_xlsx

MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` in the file's order, the first is row 1 (as a spreadsheet counts). ``encoding`` as detected."""

    rows: Iterator[list[str]]
    encoding: str


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """What the file is, is read from its bytes, not from its name."""
    kind = _kind(path)
    if kind == "xlsx":
        with tempfile.TemporaryDirectory(prefix="census-") as work:
            yield from _opened_text(convert_xlsx(path, Path(work)), "utf-8", label="xlsx")
        return
    if kind and not _fits(path, kind):
        raise Refusal(_("The UTF-16 text is cut off or damaged. Save the file again, best as CSV UTF-8."))
    encoding = kind or _encoding(path)
    yield from _opened_text(path, encoding, label=encoding)


def _opened_text(path: Path, encoding: str, *, label: str) -> Iterator[Table]:
    with path.open(encoding=encoding, newline="") as source:
        yield Table(_rows(csv.reader(source, delimiter=_delimiter(path, encoding), strict=True)), label)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    number = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as problem:
            raise Refusal(
                _("Row %(row)s cannot be read: %(problem)s. Check the quotation marks in it and above it."),
                row=number + 1,
                problem=str(problem),
            ) from None
        if row is None:
            return
        number += 1
        if number > MAX_ROWS:
            raise Refusal(_("The file has more than %(rows)s rows. Split it."), rows=MAX_ROWS)
        if len(row) > MAX_COLUMNS:
            raise Refusal(_("Row %(row)s has more than %(columns)s columns."), row=number, columns=MAX_COLUMNS)
        yield row


def _kind(path: Path) -> str:
    """``xlsx``, a UTF-16 codec, or empty for a text whose encoding must be found out."""
    with path.open("rb") as source:
        head = source.read(4096)
    if not head.strip():
        raise Refusal(_("The file is empty."))
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(_("This is an old XLS file. Save it as XLSX or CSV."))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"<", b"%PDF")):
        raise Refusal(_("This is no table. Send a CSV or XLSX file."))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        raise Refusal(_("This is no table. Send a CSV or XLSX file."))
    return ""


def _encoding(path: Path) -> str:
    """UTF-8 where every byte fits, else GB18030 (which holds GBK and GB2312)."""
    for name in ("utf-8-sig", "gb18030"):
        if _fits(path, name):
            return name
    raise Refusal(_("The text is neither UTF-8 nor GB18030. Save the file as CSV UTF-8."))


def _fits(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        with path.open("rb") as source:
            while chunk := source.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as source:
        line = source.readline(20_000)
    return max(",;\t", key=line.count)
