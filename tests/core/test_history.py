"""The chain of change records: what it proves and what the database refuses."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from core.guards import lifted, missing
from core.models import Chain, Event
from core.services import history
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def chain_of(length: int) -> SimpleNamespace:
    subject = SimpleNamespace(uuid=uuid.uuid4(), history_type="building")
    actor = make_user()
    for n in range(length):
        with transaction.atomic():
            history.record(actor=actor, subject=subject, kind="noted", data={"n": n, "名称": "听松苑"})
    return subject


def test_a_chain_holds_and_counts_from_one() -> None:
    subject = chain_of(3)
    assert list(history.verify()) == []
    assert [e.seq for e in history.events_of(subject)] == [3, 2, 1]


def test_recording_outside_of_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside transaction"):
        history.record(actor=None, subject=SimpleNamespace(uuid=uuid.uuid4(), history_type="building"), kind="x")


@pytest.mark.parametrize("act", ["UPDATE core_event SET kind = 'x'", "DELETE FROM core_event"])
def test_the_database_refuses_to_rewrite(act: str) -> None:
    chain_of(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert Event.objects.count() == 1


def test_replace_into_does_not_slip_past_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    chain_of(1)
    columns = "id, seq, kind, at, data, prev, hash, algo, actor_id, chain_id"
    others = columns.replace("kind", "'x'")
    sql = f"INSERT OR REPLACE INTO core_event ({columns}) SELECT {others} FROM core_event"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_truncate_is_refused_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    chain_of(1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_event")


TAMPER = {
    "edited": ("UPDATE core_event SET kind = 'other' WHERE seq = 2", 2, "altered"),
    "deleted": ("DELETE FROM core_event WHERE seq = 2", 2, "missing"),
    "tail cut": ("DELETE FROM core_event WHERE seq = 3", 3, "cut off"),
    "emptied": ("DELETE FROM core_event", 1, "cut off"),
}


@pytest.mark.parametrize("how", TAMPER)
def test_a_database_owner_who_lifts_the_guards_is_found_out(how: str) -> None:
    chain_of(3)
    sql, seq, why = TAMPER[how]
    with lifted(), connection.cursor() as cursor:
        cursor.execute(sql)
    broken = list(history.verify())
    assert [(b.seq, why in b.why) for b in broken] == [(seq, True)]


def test_swapping_two_records_is_found_out() -> None:
    chain_of(3)
    one, two = Event.objects.get(seq=1), Event.objects.get(seq=2)
    with lifted():
        Event.objects.filter(pk=one.pk).update(seq=99)
        Event.objects.filter(pk=two.pk).update(seq=1)
        Event.objects.filter(pk=one.pk).update(seq=2)
    assert [b.seq for b in history.verify()] == [1]


def test_moving_a_record_to_another_building_is_found_out() -> None:
    chain_of(1)
    chain_of(0)
    other = Chain.objects.create(subject_type="building", subject_uuid=uuid.uuid4())
    with lifted():
        Event.objects.update(chain=other)
    assert len(list(history.verify())) == 2


def test_guards_come_back_after_they_were_lifted() -> None:
    with lifted():
        assert "core_event" in missing(connection)
    assert missing(connection) == set()
