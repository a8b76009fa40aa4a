"""Change records for many subjects in a handful of queries; the hashes are those of ``core.services.history``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import Chain, Event, User
from core.services.history import Subject, _plain, digest

CHUNK = 500


def record_many(*, actor: User | None, kind: str, entries: Sequence[tuple[Subject, dict[str, Any]]]) -> None:
    """One record of the same kind for each (different) subject of the same type, inside the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record_many() must run inside transaction.atomic(), together with the changes it records.")
    for start in range(0, len(entries), CHUNK):
        _record_chunk(actor, kind, entries[start : start + CHUNK])


def _record_chunk(actor: User | None, kind: str, entries: Sequence[tuple[Subject, dict[str, Any]]]) -> None:
    chains = _chains([subject for subject, _data in entries])
    now, actor_uuid, events = timezone.now(), str(actor.uuid) if actor else "", []
    for subject, data in entries:
        chain = chains[str(subject.uuid)]
        event = Event(
            chain=chain, seq=chain.seq + 1, kind=kind, actor=actor, at=now, data=_plain(data), prev=chain.head
        )
        event.hash = digest(event, chain, actor_uuid=actor_uuid)
        chain.seq, chain.head = event.seq, event.hash
        events.append(event)
    Event.objects.bulk_create(events)
    Chain.objects.bulk_update(chains.values(), ["seq", "head"], batch_size=100)


def _chains(subjects: Sequence[Subject]) -> dict[str, Chain]:
    """Locked chains by UUID; missing ones are made."""
    kind = subjects[0].history_type
    wanted = [subject.uuid for subject in subjects]
    Chain.objects.bulk_create([Chain(subject_type=kind, subject_uuid=uuid) for uuid in wanted], ignore_conflicts=True)
    rows = Chain.objects.select_for_update().filter(subject_type=kind, subject_uuid__in=wanted)
    return {str(chain.subject_uuid): chain for chain in rows}
