"""Collecting quality notes while reading."""

from __future__ import annotations

from bim.facts import QualityNote
from bim.read.messages import NOTES

MAX_GUIDS = 200


class Notebook:
    """Notes in the order they were written; the sentences live in ``messages.NOTES``."""

    def __init__(self) -> None:
        self.notes: list[QualityNote] = []

    def add(self, code: str, guids: tuple[str, ...] | list[str] = (), **context: str | int | float) -> None:
        """Write one note. ``count`` is taken from ``guids`` when the sentence asks for it and none is given."""
        severity, template = NOTES[code]
        if "%(count)s" in template:
            context.setdefault("count", len(guids))
        different = tuple(dict.fromkeys(guids))
        message = template % context
        self.notes.append(QualityNote(code, severity, message, different[:MAX_GUIDS], context, len(different)))

    def add_if(self, code: str, guids: list[str], **context: str | int | float) -> None:
        """Write the note only when it concerns somebody."""
        if guids:
            self.add(code, guids, **context)
