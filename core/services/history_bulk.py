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
    there, new = _chains([subject for subject, _data in entries])
    chains = {**there, **new}
    now, actor_uuid, events = timezone.now(), str(actor.uuid) if actor else "", []
    for subject, data in entries:
        chain = chains[str(subject.uuid)]
        event = Event(seq=chain.seq + 1, kind=kind, actor=actor, at=now, data=_plain(data), prev=chain.head)
        event.hash = digest(event, chain, actor_uuid=actor_uuid)
        chain.seq, chain.head = event.seq, event.hash
        events.append((event, chain))
    Chain.objects.bulk_create(new.values())
    Chain.objects.bulk_update(there.values(), ["seq", "head"], batch_size=100)
    for event, chain in events:
        event.chain = chain
    Event.objects.bulk_create([event for event, _chain in events])


def _chains(subjects: Sequence[Subject]) -> tuple[dict[str, Chain], dict[str, Chain]]:
    """Locked chains by UUID, and unsaved ones for subjects without."""
    kind = subjects[0].history_type
    wanted = [subject.uuid for subject in subjects]
    rows = Chain.objects.select_for_update().filter(subject_type=kind, subject_uuid__in=wanted)
    there = {str(chain.subject_uuid): chain for chain in rows}
    new = {str(u): Chain(subject_type=kind, subject_uuid=u) for u in wanted if str(u) not in there}
    return there, new
