"""Cells into values. Each converter takes the text of a cell, stripped and never empty, and raises BadValue."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from registry.imports.messages import BadValue

Converter = Callable[[str], Any]
ROUNDED = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")
PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
YES = {"是", "有", "y", "yes", "true", "1", "√"}
NO = {"否", "无", "没有", "n", "no", "false", "0", "×"}
EARLIEST_YEAR = 1000
LONGEST_TEXT = 300


def text(_options: dict[str, Any]) -> Converter:
    def convert(cell: str) -> str:
        if len(cell) > LONGEST_TEXT:
            raise BadValue(_("The text has %(n)s characters; 300 are allowed."), _("Shorten it."), n=len(cell))
        return cell

    return convert


def code(_options: dict[str, Any]) -> Converter:
    """A number used as a name: kept as text, refused where a spreadsheet has rounded it."""

    def convert(cell: str) -> str:
        if ROUNDED.match(cell):
            raise BadValue(
                _("The spreadsheet has rounded this number; its last digits are lost."),
                _("Format the column as text and enter the number again."),
            )
        if len(cell) > 100:
            raise BadValue(_("The number is longer than 100 characters."), _("Check the column."))
        return cell

    return convert


def area_code(options: dict[str, Any]) -> Converter:
    plain = code(options)

    def convert(cell: str) -> str:
        found: str = plain(unicodedata.normalize("NFKC", cell))
        if not re.fullmatch(r"[0-9A-Za-z\-]{2,20}", found):
            raise BadValue(_("This is no code of an area."), _("Give the code of the community, 12 digits."))
        return found

    return convert


def decimal(_options: dict[str, Any]) -> Converter:
    return _decimal


def number(options: dict[str, Any]) -> Converter:
    above, high = options["above"], options["high"]

    def convert(cell: str) -> float:
        found = _decimal(cell)
        if not above < found <= high:
            raise BadValue(
                _("The number must be above %(above)s and at most %(high)s."),
                _("Check the value and its unit."),
                above=above,
                high=high,
            )
        return found

    return convert


def whole(options: dict[str, Any]) -> Converter:
    low, high = options["low"], options["high"]

    def convert(cell: str) -> int:
        found = _decimal(cell)
        if found != int(found):
            raise BadValue(_("A whole number is needed."), _("Give the count only."))
        if not low <= found <= high:
            raise BadValue(
                _("The number must lie between %(low)s and %(high)s."), _("Check the value."), low=low, high=high
            )
        return int(found)

    return convert


def year(_options: dict[str, Any]) -> Converter:
    def convert(cell: str) -> int:
        digits = unicodedata.normalize("NFKC", cell).removesuffix("年").removesuffix(".0")
        if not re.fullmatch(r"\d{4}", digits):
            raise BadValue(_("This is no year."), _("Give the year in four digits, such as 1998."))
        found, last = int(digits), timezone.localdate().year
        if not EARLIEST_YEAR <= found <= last:
            raise BadValue(
                _("The year must lie between %(low)s and %(high)s."), _("Check the year."), low=EARLIEST_YEAR, high=last
            )
        return found

    return convert


def yes_no(_options: dict[str, Any]) -> Converter:
    def convert(cell: str) -> str:
        word = unicodedata.normalize("NFKC", cell).casefold()
        if word in YES:
            return "yes"
        if word in NO:
            return "no"
        raise BadValue(_("Neither yes nor no."), _("Write 是 or 否."))

    return convert


def choice(options: dict[str, Any]) -> Converter:
    known: dict[str, str] = options["options"]

    def convert(cell: str) -> str:
        word = "".join(unicodedata.normalize("NFKC", cell).split())
        if word not in known:
            raise BadValue(
                _("This is none of the form's options."), _("Choose one of: %(known)s."), known="、".join(known)
            )
        return known[word]

    return convert


def date(_options: dict[str, Any]) -> Converter:
    """ISO dates and the usual written ones: 2021/3/5, 2021.3.5, 2021年3月5日, 20210305, with or without a time."""

    def convert(cell: str) -> str:
        plain = unicodedata.normalize("NFKC", cell)
        found = re.match(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$", plain)
        found = found or re.match(r"^(\d{4})(\d{2})(\d{2})$", plain)
        try:
            day = dt.date(*(int(part) for part in found.groups())) if found else None
        except ValueError:
            day = None
        if day is None:
            raise BadValue(_("This is no date."), _("Write dates as 2021-03-05."))
        if day > timezone.localdate():
            raise BadValue(_("The date lies in the future."), _("Check the date."))
        return day.isoformat()

    return convert


def _decimal(cell: str) -> float:
    """Digits with a decimal point; commas only between thousands, for ``18,5`` means 18.5 to some and 185 to none."""
    plain = unicodedata.normalize("NFKC", cell)
    if "," in plain and not GROUPED.fullmatch(plain):
        raise BadValue(
            _("A comma here does not stand between thousands."),
            _("Write decimals with a point (18.5) and thousands without a mark or as 1,200."),
        )
    plain = plain.replace(",", "")
    found = float(plain) if PLAIN.fullmatch(plain) else math.inf
    if not math.isfinite(found):
        raise BadValue(_("This is no number."), _("Give the number only, without words or units."))
    return found


CONVERTERS: dict[str, Callable[[dict[str, Any]], Converter]] = {
    "text": text,
    "code": code,
    "area_code": area_code,
    "decimal": decimal,
    "number": number,
    "whole": whole,
    "year": year,
    "yes_no": yes_no,
    "choice": choice,
    "date": date,
}
