"""What a check proposes, renews, withdraws and only notes; a person alone closes what was issued."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from core.models import Event
from core.services import history
from inspections.models import Hazard
from inspections.services.acts import perform
from inspections.services.proposals import Proposal, propose_from_result, reconcile
from registry.services.responsibilities import hand_over
from tests.factories.people import make_organisation
from tests.inspections.made import Town, bring_to

WED = dt.date(2026, 4, 29)
KEY = ("door_to_exit", "2O2Fr$t4X7Zf8NOew3FLOH")


def proposal(town: Town, **fields) -> Proposal:
    base = Proposal(
        building=town.building,
        rule=KEY[0],
        subject_guid=KEY[1],
        title="疏散距离不符合：户门301",
        title_en="Way out too long: flat door 301",
        measured=43.2,
        limit=40.0,
        unit="m",
        clause="5.5.29",
        edition="GB 50016-2014",
        check_uuid=uuid.uuid4(),
    )
    return replace(base, **fields)


def passes(town: Town) -> dict[str, int]:
    return reconcile(actor=town.officer, building=town.building, still_failing_keys=[], passed_keys=[KEY])


def test_a_second_check_updates_and_never_doubles(town: Town) -> None:
    first = propose_from_result(town.officer, proposal(town))
    again = propose_from_result(town.officer, proposal(town))
    assert again.pk == first.pk
    assert Event.objects.filter(kind__startswith="hazard.").count() == 1
    moved = propose_from_result(town.officer, proposal(town, measured=41.5))
    assert (moved.pk, moved.measured, moved.state) == (first.pk, 41.5, "proposed")
    assert Hazard.objects.count() == 1
    assert list(first.hazardfindings.values_list("measured", flat=True)) == [43.2, 43.2, 41.5]
    assert first.responsible == town.firm
    assert [e.kind for e in history.events_of(town.building)] == ["hazard.renew", "hazard.propose"]


def test_another_element_or_rule_is_another_hazard(town: Town) -> None:
    for fields in ({}, {"subject_guid": "x" * 22}, {"rule": "clear_width"}):
        propose_from_result(town.officer, proposal(town, **fields))
    assert Hazard.objects.count() == 3


@pytest.mark.parametrize("state", ["proposed", "verified", "graded"])
def test_a_pass_withdraws_what_was_not_issued_and_a_new_failure_brings_it_back(town: Town, state: str) -> None:
    hazard = bring_to(town, state, today=WED, hazard=propose_from_result(town.officer, proposal(town)))
    assert passes(town) == {"withdrawn": 1, "noted": 0}
    hazard.refresh_from_db()
    assert hazard.state == "withdrawn"
    back = propose_from_result(town.officer, proposal(town))
    assert (back.pk, back.state, back.number) == (hazard.pk, "proposed", hazard.number)


@pytest.mark.parametrize("state", ["order_issued", "rectifying", "submitted"])
def test_a_pass_is_only_noted_once_an_order_is_out(town: Town, on, state: str) -> None:
    on(WED)
    hazard = bring_to(town, state, today=WED, hazard=propose_from_result(town.officer, proposal(town)))
    assert passes(town) == {"withdrawn": 0, "noted": 1}
    hazard.refresh_from_db()
    assert (hazard.state, hazard.passed_on) == (state, WED)
    version = hazard.version
    passes(town)
    hazard.refresh_from_db()
    assert hazard.version == version
    renewed = propose_from_result(town.officer, proposal(town))
    assert (renewed.pk, renewed.passed_on, renewed.state) == (hazard.pk, None, state)


def test_imminent_danger_is_never_withdrawn_by_a_program(town: Town) -> None:
    hazard = propose_from_result(town.officer, proposal(town))
    perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "现场确认"})
    assert passes(town) == {"withdrawn": 0, "noted": 1}
    hazard.refresh_from_db()
    assert (hazard.state, hazard.imminent) == ("proposed", True)


def test_a_verdict_that_is_open_or_gone_changes_nothing(town: Town) -> None:
    hazard = propose_from_result(town.officer, proposal(town))
    done = reconcile(actor=town.officer, building=town.building, still_failing_keys=[], passed_keys=[])
    assert done == {"withdrawn": 0, "noted": 0}
    both = reconcile(actor=town.officer, building=town.building, still_failing_keys=[KEY], passed_keys=[KEY])
    assert both == {"withdrawn": 0, "noted": 0}
    hazard.refresh_from_db()
    assert hazard.state == "proposed"


def test_what_a_person_dismissed_stays_dismissed_until_the_figures_change(town: Town) -> None:
    hazard = propose_from_result(town.officer, proposal(town))
    perform(actor=town.verifier, hazard=hazard, act="dismiss", data={"reason": "模型画错"})
    same = propose_from_result(town.officer, proposal(town, measured=43.2004))
    assert (same.pk, same.state) == (hazard.pk, "dismissed")
    new = propose_from_result(town.officer, proposal(town, measured=44.0))
    assert (new.previous_id, new.state) == (hazard.pk, "proposed")


def test_a_reported_hazard_is_not_touched_by_checks(town: Town) -> None:
    hazard = bring_to(town, "verified", today=WED)
    passes(town)
    hazard.refresh_from_db()
    assert hazard.state == "verified"


def test_a_handover_moves_open_hazards_with_their_clocks(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    new = make_organisation(name="乙物业")
    hand_over(actor=town.officer, role="manager", to=new, on=WED, building=town.building)
    after = Hazard.objects.get(pk=hazard.pk)
    assert (after.responsible, after.state) == (new, "rectifying")
    assert (after.due_on, after.served_on) == (hazard.due_on, hazard.served_on)
    assert not Hazard.objects.visible_to(town.manager).exists()


def test_a_handover_recorded_ahead_takes_effect_on_its_day(town: Town, on) -> None:
    from inspections.services.handover import move_due

    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    new = make_organisation(name="乙物业")
    hand_over(actor=town.officer, role="manager", to=new, on=dt.date(2026, 5, 6), building=town.building)
    assert move_due() == 0
    on(dt.date(2026, 5, 6))
    assert move_due() == 1
    hazard.refresh_from_db()
    assert hazard.responsible == new
    assert list(history.verify()) == []
