"""Text from a file, made safe to show."""

from __future__ import annotations

import unicodedata

MAX_CHARS = 500
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_text(value: object) -> str:
    """``value`` without control, bidirectional and unassigned characters, trimmed and at most 500 characters.

    Names travel to pages, PDFs and terminals: a right-to-left override in a room's name must not turn a verdict.

    >>> clean_text("exit\\u202e 3\\n")
    'exit 3'
    """
    if value is None:
        return ""
    text = str(value)
    if text.isprintable():  # nearly all of them: no category that is dropped, no line break, no tab
        return text.strip()[:MAX_CHARS]
    kept = (" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c) not in _DROPPED)
    return "".join(kept).strip()[:MAX_CHARS]


def is_placeholder(name: str, value: str) -> bool:
    """Whether ``value`` only repeats the property's own name, or is a dashed template, as unfilled families export.

    >>> [is_placeholder("FireRating", v) for v in ("Inside door: Fire Rating", "--FIRE_CODE--", "EI 60")]
    [True, True, False]
    """
    squeezed = value.replace(" ", "").casefold()
    return name.casefold() in squeezed or (squeezed.startswith("--") and squeezed.endswith("--"))
