"""The sweep's rounds over hazards: who follows whom in which role, and one failure that stops nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.models import CalendarYear
from inspections.models import Hazard
from inspections.services import deadlines, handover
from inspections.services.acts import perform
from registry.services.responsibilities import end_responsibility, hand_over
from tests.factories.buildings import make_responsibility
from tests.factories.people import make_organisation
from tests.inspections.made import Town, bring_to, make_hazard

WED = dt.date(2026, 4, 29)
NEXT = dt.date(2026, 5, 6)


def of_the_lift_firm(town: Town) -> tuple[Hazard, Any]:
    firm = make_organisation(name="老维保")
    link = make_responsibility(building=town.building, organisation=firm, role="maintainer")
    hazard = bring_to(town, "graded", today=WED)
    data = {"demand": "修理", "responsible": str(firm.uuid)}
    return perform(actor=town.officer, hazard=hazard, act="issue_order", data=data), link


@pytest.mark.parametrize("other", ["none", "manager leaves too"])
def test_a_firms_hazards_go_to_the_firm_that_follows_it(town: Town, on: Any, other: str) -> None:
    on(WED)
    hazard, link = of_the_lift_firm(town)
    # A second maintainer who was there before the old one left follows nobody.
    fire, new = make_organisation(name="消防维保"), make_organisation(name="新维保")
    make_responsibility(building=town.building, organisation=fire, role="maintainer", valid_from=WED)
    end_responsibility(actor=town.officer, link=link, on=NEXT - dt.timedelta(days=1))
    make_responsibility(building=town.building, organisation=new, role="maintainer", valid_from=NEXT)
    if other != "none":
        town.building.responsibilities.filter(role="manager").update(valid_to=WED)
    assert handover.move_due() == 0
    on(NEXT)
    assert handover.move_due() == 1
    hazard.refresh_from_db()
    assert (hazard.responsible, hazard.state) == (new, "order_issued")


def test_a_handover_of_the_role_recorded_ahead_moves_on_its_day(town: Town, on: Any) -> None:
    on(WED)
    hazard, _link = of_the_lift_firm(town)
    new = make_organisation(name="新维保")
    hand_over(actor=town.officer, role="maintainer", to=new, on=NEXT, building=town.building)
    on(NEXT)
    assert handover.move_due() == 1
    hazard.refresh_from_db()
    assert hazard.responsible == new


def test_without_a_successor_the_manager_takes_it(town: Town, on: Any) -> None:
    on(WED)
    hazard, link = of_the_lift_firm(town)
    end_responsibility(actor=town.officer, link=link, on=WED)
    on(NEXT)
    assert handover.move_due() == 1
    hazard.refresh_from_db()
    assert hazard.responsible == town.firm


def failing(real: Any, pk: int) -> Any:
    """The real function, which breaks for one key after it has written."""

    def do(one: int) -> int:
        done = real(one)
        if one == pk:
            raise RuntimeError("broken")
        return int(done)

    return do


def test_one_hazard_that_cannot_move_stops_no_other(town: Town, on: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    on(WED)
    first, second = (bring_to(town, "rectifying", today=WED, hazard=make_hazard(town, title=t)) for t in "甲乙")
    hand_over(actor=town.officer, role="manager", to=make_organisation(name="乙"), on=NEXT, building=town.building)
    on(NEXT)
    monkeypatch.setattr(handover, "_move_lost", failing(handover._move_lost, first.pk))
    assert handover.move_due() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.responsible.name, second.responsible.name) == (town.firm.name, "乙")


def test_one_deadline_that_cannot_settle_stops_no_other(town: Town, on: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    day = dt.date(2026, 12, 28)
    on(day)
    first, second = (bring_to(town, "rectifying", today=day, hazard=make_hazard(town, title=t)) for t in "甲乙")
    CalendarYear.objects.create(calendar="cn", year=2027)
    monkeypatch.setattr(deadlines, "_settle", failing(deadlines._settle, first.pk))
    assert deadlines.settle_provisional() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.due_provisional, second.due_provisional) == (True, False)
