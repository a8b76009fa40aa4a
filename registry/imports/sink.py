"""Observations by the tens of thousands: one prepared INSERT, no model instances. The same on every database."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from core.models import User
from registry.models import ImportBatch, Observation

NAMES = ["uuid", "building", "field", "value", "source", "observed_on", "recorded_at", "actor", "batch"]


def insert_observations(
    values: Iterable[tuple[int, str, Any, dt.date]], *, source: str, actor: User, batch: ImportBatch
) -> None:
    """Insert ``(building key, field, value, observed on)`` of one import."""
    fields: list[Any] = [Observation._meta.get_field(name) for name in NAMES]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(Observation._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_prepared(values, source, actor.pk, batch.pk)))


def _prepared(
    values: Iterable[tuple[int, str, Any, dt.date]], source: str, actor: int, batch: int
) -> Iterator[tuple[Any, ...]]:
    def prepare(name: str) -> Any:
        field: Any = Observation._meta.get_field(name)
        return lambda value: field.get_db_prep_save(value, connection)

    as_uuid, as_json, as_day = prepare("uuid"), prepare("value"), prepare("observed_on")
    now = prepare("recorded_at")(timezone.now())
    for building, field, value, on in values:
        yield (as_uuid(uuid.uuid4()), building, field, as_json(value), source, as_day(on), now, actor, batch)
