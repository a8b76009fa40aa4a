"""The only writer of change records, and their verifier."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from core.models import Chain, Event, User


class Subject(Protocol):
    """Anything with a history: its type name and UUID name the chain."""

    uuid: Any
    history_type: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold."""

    chain: Chain
    seq: int
    why: str


def record(
    *,
    actor: User | None,
    subject: Subject,
    kind: str,
    data: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Event:
    """Append one change record inside the caller's transaction; it must be the same one that changes the rows."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() must run inside transaction.atomic(), together with the change it records.")
    Chain.objects.get_or_create(subject_type=subject.history_type, subject_uuid=subject.uuid)
    chain = Chain.objects.select_for_update().get(subject_type=subject.history_type, subject_uuid=subject.uuid)
    event = Event(
        chain=chain,
        seq=chain.seq + 1,
        kind=kind,
        actor=actor,
        at=at or timezone.now(),
        data=_plain(data or {}),
        prev=chain.head,
    )
    event.hash = digest(event, chain, actor_uuid=str(actor.uuid) if actor else "")
    event.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(seq=event.seq, head=event.hash)
    return event


def digest(event: Event, chain: Chain, *, actor_uuid: str) -> str:
    """Hash over everything the record says and over its predecessor; field order fixed, UTF-8, no spaces."""
    body = {
        "subject": [chain.subject_type, str(chain.subject_uuid)],
        "seq": event.seq,
        "kind": event.kind,
        "actor": actor_uuid,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "data": event.data,
        "prev": event.prev,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new(event.algo, text.encode()).hexdigest()


def events_of(subject: Subject) -> Any:
    """Change records of one subject, newest first."""
    return (
        Event.objects.filter(chain__subject_type=subject.history_type, chain__subject_uuid=subject.uuid)
        .select_related("actor")
        .order_by("-seq")
    )


SUBJECTS: list[Callable[[], Iterable[tuple[str, uuid.UUID]]]] = []
"""Who must have a history: functions that yield type and UUID, filled in ``AppConfig.ready``."""


def without_history(*, subject_uuid: uuid.UUID | None = None) -> Iterator[tuple[str, uuid.UUID]]:
    """Subjects whose chain is gone as a whole."""
    there = set(Chain.objects.values_list("subject_type", "subject_uuid"))
    for subjects in SUBJECTS:
        for kind, key in subjects():
            if subject_uuid in (None, key) and (kind, key) not in there:
                yield kind, key


def verify(*, subject_uuid: uuid.UUID | None = None) -> Iterator[Break]:
    """First break of each bad chain (edited, deleted, cut, inserted, reordered or swapped records)."""
    chains = Chain.objects.order_by("pk")
    if subject_uuid:
        chains = chains.filter(subject_uuid=subject_uuid)
    for chain in chains.iterator():
        broken = _verify_one(chain)
        if broken:
            yield broken


def _verify_one(chain: Chain) -> Break | None:
    prev, seq = "", 0
    for event in Event.objects.filter(chain=chain).select_related("actor").order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            return Break(chain, seq, "a record is missing")
        if event.prev != prev:
            return Break(chain, seq, "it does not follow the record before it")
        if event.hash != digest(event, chain, actor_uuid=str(event.actor.uuid) if event.actor else ""):
            return Break(chain, seq, "its content was altered")
        prev = event.hash
    if seq != chain.seq or prev != chain.head:
        return Break(chain, seq + 1, "the end of the history was cut off or added to")
    return None


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """As the database will give it back, so that the hash can be checked: dates, UUIDs and decimals as text."""
    plain: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False))
    return plain
