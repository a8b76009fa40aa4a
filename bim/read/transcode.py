"""Raw UTF-8 or GBK inside IFC strings, turned into the escapes that the standard asks for.

ISO 10303-21 allows only printable ASCII in strings; ifcopenshell drops every other byte without a word, so that
``A卧室B`` arrives as ``AB``. Exporters in China write such bytes all the time.
"""

from __future__ import annotations

import re

_STRING = re.compile(rb"'[^']*'")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_HANZI_SHARE = 0.8
"""Share of two-byte pairs with a high second byte, as GB 2312 characters have, above which text is taken for GBK."""


def transcode(data: bytes) -> tuple[bytes, str]:
    r"""Escape raw non-ASCII text in strings as ``\X2\…\X0\``. Answers the new bytes and the encoding found.

    The encoding is judged once for the whole file; the empty string means that nothing was changed.
    """
    if data.isascii():
        return data, ""
    raw = [text for text in _STRING.findall(data) if not text.isascii()]
    if not raw:
        return data, ""
    encoding = _encoding(raw)
    changed = _STRING.sub(lambda m: m[0] if m[0].isascii() else _escape(m[0], encoding), data)
    return changed, encoding


def _encoding(raw: list[bytes]) -> str:
    joined = b"\n".join(raw)
    for name in ("utf-8", "gb18030"):
        try:
            joined.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "utf-8" or _hanzi_share(joined) >= _HANZI_SHARE:
            return name
    return "gb18030" if _hanzi_share(joined) >= _HANZI_SHARE else "cp1252"


def _hanzi_share(joined: bytes) -> float:
    pairs = _PAIR.findall(joined)
    return sum(pair[1] >= 0xA1 for pair in pairs) / len(pairs) if pairs else 0.0


def _escape(text: bytes, encoding: str) -> bytes:
    decoded = text.decode(encoding, errors="replace")
    return _NON_ASCII.sub(lambda m: escape_x2(m[0]), decoded).encode("ascii")


def escape_x2(text: str) -> str:
    r"""Non-ASCII ``text`` as ISO 10303-21 escape (``\X2\`` for the basic plane, ``\X4\`` beyond).

    >>> escape_x2("卧室")
    '\\X2\\53675BA4\\X0\\'
    """
    if max(map(ord, text)) > 0xFFFF:
        return "\\X4\\" + "".join(f"{ord(c):08X}" for c in text) + "\\X0\\"
    return "\\X2\\" + "".join(f"{ord(c):04X}" for c in text) + "\\X0\\"
