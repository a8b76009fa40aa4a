"""Text from outside, made fit to be stored and shown."""

from __future__ import annotations

import re

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but tab and line ends; marks that turn the direction of what follows; halves of characters."""


def plain(text: str) -> str:
    """Without characters that a database refuses (NUL) or that make text look like another; no blanks at its ends."""
    return UNFIT.sub("", text).strip()
