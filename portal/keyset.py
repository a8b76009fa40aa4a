"""Next and previous by key. Page nine thousand costs what page one costs, and nothing is counted beyond 10,000."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError
from django.db.models import Q, QuerySet

COUNT_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """``exact`` up to 10,000; beyond it the number is the limit and is shown with 约."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows; ``next`` and ``previous`` are cursors, empty at the ends."""

    rows: list[Any]
    count: Count
    next: str
    previous: str


def page_of(queryset: QuerySet[Any], *, fields: tuple[str, ...], cursor: str, size: int = 50) -> Page:
    """Rows ordered by ``fields`` (never null, the last one unique; a leading ``-`` turns all of them round).

    A cursor that was made up or belongs to another order opens the first page.
    """
    counted = count_of(queryset)
    backwards, values = _read(cursor, len(fields))
    try:
        rows = list(_slice(queryset, fields, values, backwards, size + 1))
    except (ValueError, ValidationError, FieldError, TypeError, OverflowError, DataError):
        backwards, values = False, None
        rows = list(_slice(queryset, fields, None, False, size + 1))
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = more if not backwards else True
    has_previous = values is not None if not backwards else more
    names = [field.removeprefix("-") for field in fields]
    return Page(
        rows,
        counted,
        _write("n", rows[-1], names) if rows and has_next else "",
        _write("p", rows[0], names) if rows and has_previous else "",
    )


def count_of(queryset: QuerySet[Any]) -> Count:
    found = queryset.order_by()[: COUNT_LIMIT + 1].count()
    return Count(min(found, COUNT_LIMIT), found <= COUNT_LIMIT)


def _slice(
    queryset: QuerySet[Any], fields: tuple[str, ...], values: list[Any] | None, backwards: bool, size: int
) -> QuerySet[Any]:
    order = [_turned(field) if backwards else field for field in fields]
    if values is not None:
        queryset = queryset.filter(_beyond(order, values))
    return queryset.order_by(*order)[:size]


def _beyond(order: list[str], values: list[Any]) -> Q:
    """(a, b, c) > (x, y, z) spelled out, each part in its own direction."""
    found, same = Q(pk__in=[]), Q()
    for field, value in zip(order, values, strict=True):
        name = field.removeprefix("-")
        found |= same & Q(**{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return found


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _write(direction: str, row: Any, names: list[str]) -> str:
    body = json.dumps([direction, *(getattr(row, name) for name in names)], cls=DjangoJSONEncoder)
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def _read(cursor: str, length: int) -> tuple[bool, list[Any] | None]:
    if not cursor:
        return False, None
    try:
        body = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        return False, None
    if not isinstance(body, list) or len(body) != length + 1 or any(isinstance(v, (list, dict)) for v in body):
        return False, None
    return body[0] == "p", body[1:]
