"""Sentences about cells and files, kept as message and parameters so that each reader gets them in her language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Message:
    """``msgid`` in English (marked with ``gettext_noop`` where it is written), filled with ``params`` when shown."""

    msgid: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.msgid) % self.params if self.msgid else ""

    def plain(self) -> list[Any]:
        """For JSON."""
        return [self.msgid, self.params]


class BadValue(Exception):
    """One cell cannot be used: what is wrong, and what to do."""

    def __init__(self, msgid: str, hint: str = "", **params: Any) -> None:
        super().__init__(msgid)
        self.reason, self.hint = Message(msgid, params), Message(hint, params)


class Refusal(Exception):
    """The whole file cannot be used."""

    def __init__(self, msgid: str, **params: Any) -> None:
        super().__init__(msgid)
        self.message = Message(msgid, params)

    def __str__(self) -> str:
        return str(self.message)
