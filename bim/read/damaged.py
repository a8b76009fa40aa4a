"""Names that a wrong encoding has spoiled, and GlobalIds that are none."""

from __future__ import annotations

import re
import unicodedata

GUID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")
"""The IFC alphabet in 22 characters; the first stands for two bits only (ISO 16739, IfcGloballyUniqueId)."""
DERIVED = re.compile(r"derived-|.*#\d+$")
"""Keys that this program made itself for storeys without a GUID of their own."""
QUESTIONS = re.compile(r"\?{2,}")
_HIGH = re.compile(r"[\x80-\xff]{2,}")


def is_guid(text: str) -> bool:
    """Whether ``text`` has the form of a GlobalId."""
    return GUID.fullmatch(text) is not None or DERIVED.match(text) is not None


def is_damaged(text: str) -> bool:
    """Whether ``text`` went through a wrong encoding: replaced characters, or UTF-8 or GBK read as Latin-1.

    >>> [is_damaged(t) for t in ("??? 101", "\\ufffd", "å…¥æˆ·é—¨", "Ãœbung", "ÈË»§ÃÅ")]
    [True, True, True, True, True]
    >>> [is_damaged(t) for t in ("入户门", "Küche", "Why?", "Äußere")]
    [False, False, False, False]
    """
    if "\ufffd" in text or QUESTIONS.search(text):
        return True
    return _undone(text, "utf-8") or any(_undone(run, "gbk") for run in _HIGH.findall(text) if len(run) >= 4)


def _undone(text: str, encoding: str) -> bool:
    """Whether the bytes behind ``text`` say something in ``encoding``: other letters (UTF-8), only Chinese (GBK)."""
    for single in ("cp1252", "latin-1"):
        try:
            meant = text.encode(single).decode(encoding)
        except UnicodeError:
            continue
        if meant != text and all(_is_letter(c, encoding) for c in meant if ord(c) > 127):
            return True
    return False


def _is_letter(char: str, encoding: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" if encoding == "gbk" else unicodedata.category(char)[0] in "LNPZS"
