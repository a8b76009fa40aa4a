"""Hostile workbooks: refused with a sentence, by a child process."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from registry.imports.messages import Refusal
from registry.imports.read import opened
from tests.registry.census import GOOD, HEADERS, write_xlsx


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught, opened(path) as table:
        list(table.rows)
    return caught.value.message.msgid % caught.value.message.params


def rewritten(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """The same workbook with some bytes of one member replaced."""
    target = path.with_name("hostile.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == member:
                assert old in data
                data = data.replace(old, new, 1)
            out.writestr(entry.filename, data)
    return target


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "book.xlsx", [GOOD])


def test_a_plain_workbook_is_read(book: Path) -> None:
    with opened(book) as table:
        rows = list(table.rows)
    assert rows[0] == HEADERS
    assert rows[1][0] == "H-001"
    assert len(rows) == 2


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD2", "A200001", "GS1"])
def test_a_far_cell_is_refused_and_named(tmp_path: Path, cell: str) -> None:
    assert cell in refused(write_xlsx(tmp_path / "far.xlsx", [GOOD], {cell: "x"}))


def test_a_far_cell_without_value_costs_nothing(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Font

    path = write_xlsx(tmp_path / "styled.xlsx", [GOOD])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = Font(bold=True)
    book.save(path)
    with opened(path) as table:
        assert len(list(table.rows)) == 2


def test_an_entity_bomb_is_refused(book: Path) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    bomb = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]><worksheet"
    assert "definitions" in refused(rewritten(book, "xl/worksheets/sheet1.xml", b"<worksheet", bomb))
    external = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook'
    assert "definitions" in refused(rewritten(book, "xl/workbook.xml", b"<workbook", external))


def test_a_zip_bomb_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(60_000_000))
    assert "unpacks" in refused(book)


def test_a_lying_dimension_is_not_believed(book: Path) -> None:
    path = rewritten(book, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:AD2"', b'<dimension ref="A1:XFD1048576"')
    with opened(path) as table:
        assert len(list(table.rows)) == 2


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"PK\x03\x04" + bytes(5000)])
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "damaged" in refused(path)


def test_numbers_keep_their_digits_and_rounded_ones_are_seen(tmp_path: Path) -> None:
    long = {**GOOD, "房屋编号": 110101001001000123, "行政区划代码": 110101001001}
    with opened(write_xlsx(tmp_path / "c.xlsx", [long])) as table:
        cells = list(table.rows)[1]
    assert cells[1] == "110101001001", "twelve digits are safe in a spreadsheet's number"
    assert cells[0] == "1.10101E+17", "eighteen are not: the spreadsheet has rounded them"
