"""What a file is by its content, whatever its name says."""

from __future__ import annotations

from typing import Literal

from bim.read.errors import Unreadable, Unsupported

Kind = Literal["spf", "zip"]
_HEAD = 4096
_TAIL = 2048
_XML_MARKS = (b"<?xml", b"<ifc", b"<iso_10303_28", b"<ex:iso_10303_28")


def sniff(name: str, data: bytes) -> Kind:
    """``spf`` (IFC as STEP text) or ``zip``; anything else is refused with the reason."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty", file=name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unsupported("utf16", file=name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:200].lower().startswith(_XML_MARKS):
        raise Unsupported("ifcxml", file=name)
    if not head.startswith(b"ISO-10303-21"):
        raise Unreadable("not_ifc", file=name)
    return "spf"


def require_tail(name: str, data: bytes) -> None:
    """Refuse a file cut short: ifcopenshell would read half the products without a word."""
    if b"END-ISO-10303-21" not in data[-_TAIL:]:
        raise Unreadable("truncated", file=name)
