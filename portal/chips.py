"""Filters above a list: one chip per filter, set ones with a cross, unset ones with their values and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from portal.keyset import COUNT_LIMIT


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter with the number of rows it would leave; None when too many to count."""

    label: Any
    count: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Chip:
    """``chosen`` is the label of the value that is set; then ``href`` removes it."""

    label: Any
    chosen: Any
    href: str
    choices: list[Choice]


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its words changed; an empty value removes one. Never keeps the cursor."""
    words = request.GET.copy()
    words.pop("cursor", None)
    for name, value in changes.items():
        words.pop(name, None)
        if value:
            words[name] = value
    return f"?{words.urlencode()}"


def chip(
    request: HttpRequest,
    name: str,
    label: Any,
    values: Iterable[tuple[str, Any]],
    counts: dict[str, int] | None = None,
) -> Chip:
    """A chip of ``?name=``. Values without a row are left out when counts are known."""
    known = [(str(value), words) for value, words in values]
    chosen = dict(known).get(request.GET.get(name, ""))
    choices = [
        Choice(words, counts.get(value) if counts is not None else None, address(request, **{name: value}))
        for value, words in known
        if counts is None or counts.get(value)
    ]
    return Chip(label, chosen, address(request, **{name: ""}), choices)


def counts_by(queryset: QuerySet[Any], field: str, total: int) -> dict[str, int] | None:
    """Rows per value of a column; None where the list is too long to be counted for a menu."""
    if total >= COUNT_LIMIT:
        return None
    rows = queryset.order_by().values_list(field).annotate(n=Count("pk"))
    return {str(value): n for value, n in rows}
