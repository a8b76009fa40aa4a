"""Closed sets of words in the API whose field names several resources share (``kind``, ``source``, ``state``).

As text with the words in the description: as an enumeration each would need a made-up name in the API document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from rest_framework import serializers
from rest_framework.request import Request

from core.models import User


class WordField(serializers.CharField):
    """One of ``words``; anything else is refused with the list."""

    def __init__(self, words: Sequence[str], **options: Any) -> None:
        super().__init__(help_text=f"One of: {', '.join(words)}.", **options)
        self.words = words

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if text not in self.words:
            raise serializers.ValidationError(f"Not one of: {', '.join(self.words)}.")
        return text


def caller(request: Request) -> User:
    """The signed-in person; the permission class lets nobody else in."""
    return cast("User", request.user)
