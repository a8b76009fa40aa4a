"""No paper bears a day on which there was nothing to order; the year of its number is that of its day of issue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.errors import DomainError
from inspections.services.acts import perform
from tests.inspections.made import Town, bring_to, make_hazard, make_photo

WED = dt.date(2026, 4, 29)


def order(town: Town, hazard: Any, day: dt.date) -> Any:
    return perform(actor=town.officer, hazard=hazard, act="issue_order", data={"demand": "清除", "issued_on": day})


@pytest.mark.parametrize(("found_on", "first"), [(None, WED), (dt.date(2025, 12, 30), dt.date(2025, 12, 30))])
def test_an_order_is_not_issued_before_the_hazard_was_found(town: Town, on: Any, found_on: Any, first: dt.date) -> None:
    on(WED)
    hazard = bring_to(town, "graded", today=WED, hazard=make_hazard(town, found_on=found_on))
    with pytest.raises(DomainError) as problem:
        order(town, hazard, first - dt.timedelta(days=1))
    assert problem.value.field == "issued_on"
    assert first.isoformat() in str(problem.value)
    hazard = order(town, hazard, first)
    assert hazard.orders.get().number == f"甲整〔{first.year}〕1号"
    served = {"served_on": first - dt.timedelta(days=1), "method": "direct"}
    with pytest.raises(DomainError) as problem:
        perform(actor=town.inspector, hazard=hazard, act="serve", data=served)
    assert problem.value.field == "served_on"


def test_a_hazard_is_not_found_tomorrow(town: Town, on: Any) -> None:
    on(WED)
    with pytest.raises(DomainError) as problem:
        make_hazard(town, found_on=WED + dt.timedelta(days=1))
    assert problem.value.field == "found_on"


def test_the_order_after_reopening_does_not_precede_the_closing(town: Town, on: Any) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    on(WED + dt.timedelta(days=1))
    data = {"closing_kind": "engineering", "photos": [make_photo(town.second).sha256]}
    hazard = perform(actor=town.second, hazard=hazard, act="close", data=data)
    hazard = perform(actor=town.officer, hazard=hazard, act="reopen", data={"reason": "复发"})
    with pytest.raises(DomainError) as problem:
        order(town, hazard, WED)
    assert problem.value.field == "issued_on"
    assert order(town, hazard, WED + dt.timedelta(days=1)).state == "order_issued"
