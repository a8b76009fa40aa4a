"""From a report to a closed hazard, with one return, and what must not happen on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from core.errors import DomainError, NotAllowed, Stale
from core.models import Event, Membership
from core.services import history
from inspections.models import Deadline, Reinspection
from inspections.services.acts import perform
from tests.factories.people import make_area, make_member
from tests.inspections.made import Town, bring_to, make_hazard, make_photo

On = Callable[[dt.date], None]
WED = dt.date(2026, 4, 29)
THU = dt.date(2026, 4, 30)


def test_the_whole_story(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    # Ten working days after Wednesday 29 April, 1, 4 and 5 May off, Saturday 9 May worked:
    # 30 Apr, 6, 7, 8, 9, 11, 12, 13, 14, 15 May. Re-inspection three working days later: 18, 19, 20 May.
    assert (hazard.due_on, hazard.due_kind, hazard.due_provisional) == (dt.date(2026, 5, 15), "working", False)
    assert hazard.reinspect_due_on == dt.date(2026, 5, 20)
    assert hazard.orders.get().number == "甲整〔2026〕1号"

    on(THU)
    hazard = bring_to(town, "submitted", today=THU, hazard=hazard)
    # Sent on 30 April: 6, 7, 8 May, which is sooner than 20 May.
    assert hazard.reinspect_due_on == dt.date(2026, 5, 8)

    hazard = perform(actor=town.inspector, hazard=hazard, act="return", data={"reason": "仍有纸箱"})
    assert (hazard.state, hazard.times_returned, hazard.due_on) == ("returned", 1, dt.date(2026, 5, 15))
    assert hazard.reinspect_due_on == dt.date(2026, 5, 20)

    hazard = bring_to_submitted_again(town, hazard)
    close = {"closing_kind": "engineering", "photos": [make_photo(town.inspector).sha256]}
    hazard = perform(actor=town.inspector, hazard=hazard, act="close", data=close)
    assert (hazard.state, hazard.closing_kind, hazard.closed_on) == ("closed", "engineering", THU)

    kinds = [event.kind for event in reversed(history.events_of(town.building))]
    assert kinds == [
        "hazard.report", "hazard.verify", "hazard.grade", "hazard.issue_order", "hazard.serve",
        "hazard.submit_rectification", "hazard.return", "hazard.submit_rectification", "hazard.close",
    ]  # fmt: skip
    assert list(history.verify(subject_uuid=town.building.uuid)) == []
    # One rectification deadline, never moved; the re-inspection's dates follow from deadline, word, return, word.
    assert Deadline.objects.filter(hazard=hazard, kind="rectify").count() == 1
    assert [d.due_on.day for d in Deadline.objects.filter(hazard=hazard, kind="reinspect")] == [20, 8, 20, 8]
    assert [r.due_on for r in Reinspection.objects.filter(hazard=hazard)] == [dt.date(2026, 5, 8)] * 2


def bring_to_submitted_again(town: Town, hazard):
    data = {"text": "已全部清除", "photos": [make_photo(town.manager).sha256]}
    return perform(actor=town.manager, hazard=hazard, act="submit_rectification", data=data)


def test_an_owners_done_is_not_closed(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    data = {"closing_kind": "engineering", "photos": [make_photo(town.manager).sha256]}
    with pytest.raises(NotAllowed):
        perform(actor=town.manager, hazard=hazard, act="close", data=data)
    hazard.refresh_from_db()
    assert hazard.state == "submitted"


def test_who_rectified_cannot_close_whatever_else_she_is(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    Membership.objects.create(user=town.manager, function="inspector", area=town.street)
    data = {"closing_kind": "engineering", "photos": [make_photo(town.manager).sha256]}
    with pytest.raises(DomainError) as problem:
        perform(actor=town.manager, hazard=hazard, act="close", data=data)
    assert problem.value.code == "not_the_rectifier"
    assert "party that rectifies" in str(problem.value)


def test_a_photo_from_before_service_closes_nothing(town: Town, on: On) -> None:
    on(THU)
    hazard = bring_to(town, "submitted", today=THU)
    old = make_photo(town.inspector, taken_on=WED)
    with pytest.raises(DomainError) as problem:
        perform(
            actor=town.inspector,
            hazard=hazard,
            act="close",
            data={"closing_kind": "engineering", "photos": [old.sha256]},
        )
    assert problem.value.field == "photos"


def test_nobody_closes_with_a_photo_that_is_not_theirs(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    foreign = make_photo(make_member("inspector", area=make_area()))
    with pytest.raises(DomainError) as problem:
        perform(
            actor=town.inspector,
            hazard=hazard,
            act="close",
            data={"closing_kind": "engineering", "photos": [foreign.sha256]},
        )
    assert problem.value.code == "photo_missing"


def test_the_finder_of_a_major_hazard_needs_a_second_person(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED, grade="fire/major")
    # Five calendar days after 29 April.
    assert (hazard.due_on, hazard.due_kind) == (dt.date(2026, 5, 4), "calendar")
    close = {"closing_kind": "engineering"}
    mine = [make_photo(town.inspector).sha256]
    with pytest.raises(DomainError) as problem:
        perform(actor=town.inspector, hazard=hazard, act="close", data={**close, "photos": mine})
    assert problem.value.code == "not_the_finder"
    theirs = [make_photo(town.second).sha256]
    closed = perform(actor=town.second, hazard=hazard, act="close", data={**close, "photos": theirs})
    assert closed.reinspections.get().by_the_finder is False


def test_imminent_danger_waits_for_interim_measures_and_survives_every_state(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "graded", today=WED)
    hazard = perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "裂缝扩大"})
    with pytest.raises(DomainError) as problem:
        perform(actor=town.officer, hazard=hazard, act="issue_order", data={"demand": "加固"})
    assert problem.value.code == "measures_in_force"
    hazard = perform(actor=town.inspector, hazard=hazard, act="take_measures", data={"measures": "疏散、警戒"})
    hazard = perform(actor=town.officer, hazard=hazard, act="issue_order", data={"demand": "加固"})
    assert hazard.imminent
    assert hazard.state == "order_issued"


def test_regrading_keeps_number_and_clock_and_a_stricter_deadline_stands_beside(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "rectifying", today=WED)
    number, due = hazard.number, hazard.due_on
    regrade = {"grade": "fire/major", "reason": "扩大"}
    hazard = perform(actor=town.officer, hazard=hazard, act="regrade", data=regrade)
    # Five calendar days from the day of re-grading, 29 April: 4 May, before 15 May.
    assert (hazard.number, hazard.due_on, hazard.state) == (number, dt.date(2026, 5, 4), "rectifying")
    assert [d.due_on for d in hazard.deadlines.filter(kind="rectify")] == [due, dt.date(2026, 5, 4)]
    hazard = perform(actor=town.officer, hazard=hazard, act="regrade", data={"grade": "fire/general", "reason": "误判"})
    assert hazard.due_on == dt.date(2026, 5, 4)


def test_a_year_without_holiday_table_is_provisional_until_it_is_loaded(town: Town, on: On) -> None:
    from core.models import CalendarDay, CalendarYear
    from inspections.services.deadlines import settle_provisional

    day = dt.date(2026, 12, 28)
    on(day)
    hazard = bring_to(town, "rectifying", today=day)
    # Monday 28 December, ten weekdays: 29, 30, 31 Dec, 1, 4, 5, 6, 7, 8, 11 January.
    assert (hazard.due_on, hazard.due_provisional) == (dt.date(2027, 1, 11), True)
    assert settle_provisional() == 0
    CalendarYear.objects.create(calendar="cn", year=2027)
    CalendarDay.objects.create(calendar="cn", day=dt.date(2027, 1, 1), kind="off")
    assert settle_provisional() == 1
    hazard.refresh_from_db()
    assert (hazard.due_on, hazard.due_provisional) == (dt.date(2027, 1, 12), False)
    assert (hazard.reinspect_due_on, hazard.reinspect_provisional) == (dt.date(2027, 1, 15), False)
    assert settle_provisional() == 0


def test_the_same_version_moves_once(town: Town) -> None:
    hazard = make_hazard(town)
    perform(actor=town.verifier, hazard=hazard, act="verify", base_version=hazard.version)
    with pytest.raises(Stale):
        perform(actor=town.verifier, hazard=hazard, act="dismiss", data={"reason": "x"}, base_version=hazard.version)


def test_an_act_twice_is_told_by_its_state(town: Town) -> None:
    hazard = make_hazard(town)
    perform(actor=town.verifier, hazard=hazard, act="verify")
    events = Event.objects.count()
    with pytest.raises(DomainError) as problem:
        perform(actor=town.verifier, hazard=hazard, act="verify")
    assert problem.value.code == "not_in_this_state"
    assert Event.objects.count() == events


def test_a_function_counts_only_where_it_is_held(town: Town) -> None:
    hazard = make_hazard(town)
    stranger = make_member("officer", area=make_area())
    with pytest.raises(NotAllowed):
        perform(actor=stranger, hazard=hazard, act="verify")


def test_an_operator_issues_no_orders(town: Town, on: On) -> None:
    from tests.factories.people import make_user

    on(WED)
    hazard = bring_to(town, "graded", today=WED)
    with pytest.raises(NotAllowed):
        perform(actor=make_user(is_superuser=True), hazard=hazard, act="issue_order", data={"demand": "x"})


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"served_on": "2026-13-01", "method": "direct"}, "served_on"),
        ({"served_on": "2026-05-20", "method": "direct"}, "served_on"),
        ({"served_on": "2026-04-28", "method": "direct"}, "served_on"),
        ({"served_on": "2026-04-29", "method": "pigeon"}, "method"),
        ({"served_on": "2026-04-29"}, "method"),
        ({"served": "2026-04-29"}, "served"),
    ],
)
def test_bad_input_names_its_field_and_changes_nothing(town: Town, on: On, data: dict[str, str], field: str) -> None:
    on(WED)
    hazard = bring_to(town, "order_issued", today=WED)
    with pytest.raises(DomainError) as problem:
        perform(actor=town.inspector, hazard=hazard, act="serve", data=data)
    assert problem.value.field == field
    hazard.refresh_from_db()
    assert (hazard.state, hazard.due_on) == ("order_issued", None)


def test_demolition_changes_the_buildings_stage_in_the_same_act(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    data = {"closing_kind": "demolished", "photos": [make_photo(town.officer).sha256]}
    perform(actor=town.officer, hazard=hazard, act="close", data=data)
    town.building.refresh_from_db()
    assert town.building.stage == "demolished"


def test_reopening_goes_back_to_the_officer_and_a_second_order_sets_a_new_dated_deadline(town: Town, on: On) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    data = {"closing_kind": "management", "photos": [make_photo(town.second).sha256]}
    hazard = perform(actor=town.second, hazard=hazard, act="close", data=data)
    assert hazard.patrol_duty
    on(dt.date(2026, 5, 18))
    hazard = perform(actor=town.officer, hazard=hazard, act="reopen", data={"reason": "回头看：恢复使用"})
    assert (hazard.state, hazard.closing_kind, hazard.due_on) == ("graded", "", None)
    assert hazard.reinspect_due_on is hazard.served_on is None
    assert hazard.deadlines.filter(kind="rectify").get().due_on == dt.date(2026, 5, 15)
    # A stricter grade has nothing to tighten: no order was served since.
    regrade = {"grade": "fire/major", "reason": "扩大"}
    hazard = perform(actor=town.officer, hazard=hazard, act="regrade", data=regrade)
    assert hazard.due_on is None
    assert hazard.deadlines.filter(kind="rectify").count() == 1
    regrade = {"grade": "fire/general", "reason": "误判"}
    hazard = perform(actor=town.officer, hazard=hazard, act="regrade", data=regrade)
    hazard = bring_to(town, "rectifying", today=dt.date(2026, 5, 18), hazard=hazard)
    assert hazard.due_on == dt.date(2026, 6, 1)
    assert [o.number for o in hazard.orders.all()] == ["甲整〔2026〕1号", "甲整〔2026〕2号"]
