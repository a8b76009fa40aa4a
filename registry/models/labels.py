from __future__ import annotations

from django.utils.translation import get_language


def in_reader_language(local: str, english: str) -> str:
    """The English text for an English reader where there is one, else the local text."""
    return (english or local) if (get_language() or "").startswith("en") else local
