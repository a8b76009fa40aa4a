"""Queues, figures and offers; two mirrored towns, so that a figure that counts the neighbour's is seen."""

from __future__ import annotations

import datetime as dt

import pytest

from inspections import selectors
from inspections.models import Hazard
from inspections.selectors.counts import figure_filter
from inspections.services.acts import perform
from tests.inspections.made import Town, bring_to, make_hazard, make_photo, make_town

WED = dt.date(2026, 4, 29)


@pytest.fixture
def other(town: Town) -> Town:
    return make_town("乙")


def test_the_five_figures(town: Town, other: Town, on) -> None:
    on(WED)
    for place in (town, other, other):
        # Deadline 15 May; nobody sends word. Sent on 29 April: re-inspection by 7 May (30 Apr, 6, 7 May).
        bring_to(place, "rectifying", today=WED)
        bring_to(place, "submitted", today=WED)
    on(dt.date(2026, 5, 6))
    assert selectors.counts(town.officer) == selectors.Counts(0, 0, late=0, today=0, soon=1, rectification_overdue=0)
    on(dt.date(2026, 5, 7))
    assert selectors.counts(town.officer) == selectors.Counts(0, 0, late=0, today=1, soon=0, rectification_overdue=0)
    on(dt.date(2026, 5, 8))
    assert selectors.counts(town.officer) == selectors.Counts(0, 1, late=1, today=0, soon=0, rectification_overdue=0)
    on(dt.date(2026, 5, 18))
    now = selectors.counts(town.officer)
    # The first: 15 May has passed, its re-inspection is due by 20 May. The second is late since 8 May.
    assert now == selectors.Counts(0, 1, late=1, today=0, soon=1, rectification_overdue=1)
    late = Hazard.objects.visible_to(town.officer).filter(figure_filter("late", dt.date(2026, 5, 18)))
    assert late.count() == now.late
    for hazard in late:
        perform(actor=town.second, hazard=hazard, act="return", data={"reason": "未整改"})
    # Made, but eleven days late: it stays in the quarter's figure as not in time.
    after = selectors.counts(town.officer)
    assert (after.in_time, after.due, after.rate_percent) == (0, 1, 0.0)
    assert selectors.counts(other.officer).due == 2


def test_a_reinspection_in_time_counts_as_such(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "submitted", today=WED)
    assert selectors.counts(town.officer).rate_percent is None
    photos = [make_photo(town.second).sha256]
    perform(actor=town.second, hazard=hazard, act="close", data={"closing_kind": "engineering", "photos": photos})
    done = selectors.counts(town.officer)
    assert (done.in_time, done.due, done.rate_percent) == (1, 1, 100.0)


def test_a_queue_holds_what_waits_for_this_person_imminent_first(town: Town, other: Town, on) -> None:
    on(WED)
    make_hazard(other)
    reported = make_hazard(town)
    graded = bring_to(town, "graded", today=WED)
    urgent = perform(actor=town.inspector, hazard=graded, act="flag_imminent", data={"reason": "x"})
    rectifying = bring_to(town, "rectifying", today=WED)
    submitted = bring_to(town, "submitted", today=WED)
    assert [row.hazard.pk for row in selectors.my_queue(town.officer)] == [urgent.pk, reported.pk]
    assert [row.hazard.pk for row in selectors.my_queue(town.verifier)] == [reported.pk]
    assert [row.hazard.pk for row in selectors.my_queue(town.inspector)] == [submitted.pk]
    assert [row.hazard.pk for row in selectors.my_queue(town.manager)] == [rectifying.pk]
    on(dt.date(2026, 5, 18))
    assert [row.hazard.pk for row in selectors.my_queue(town.inspector)] == [submitted.pk, rectifying.pk]


def test_a_queue_costs_the_same_for_one_and_for_many(town: Town, django_assert_num_queries, on) -> None:
    on(WED)
    make_hazard(town)
    user = town.officer

    def look() -> int:
        rows = selectors.my_queue(user)
        return len([(r.hazard.building.name, r.hazard.grade, r.rectify) for r in rows])

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        look()
    for _n in range(5):
        make_hazard(town)
    with CaptureQueriesContext(connection) as many:
        assert look() == 6
    assert len(many) == len(one)


def test_offers_name_fields_and_what_is_missing(town: Town, on) -> None:
    on(WED)
    hazard = bring_to(town, "graded", today=WED)
    offers = {offer.act: offer for offer in selectors.allowed_acts(hazard, town.officer)}
    assert next(iter(offers)) == "issue_order"
    assert offers["issue_order"].ready
    assert offers["issue_order"].fields == ("demand",)
    assert "close" not in offers
    assert "renew" not in offers
    hazard = perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "x"})
    issue = {offer.act: offer for offer in selectors.allowed_acts(hazard, town.officer)}["issue_order"]
    assert [str(words) for words in issue.missing] == ["Imminent danger: record interim measures first."]
    assert selectors.allowed_acts(hazard, town.manager) == []


def test_every_offer_that_is_ready_can_be_taken(town: Town, on) -> None:
    """The offers and ``perform`` agree: filled in as asked, each ready offer of each state succeeds."""
    from django.db import transaction

    on(WED)
    values = {
        "reason": "x", "grade": "fire/major", "demand": "x", "served_on": WED, "method": "post", "text": "x",
        "measures": "x", "closing_kind": "engineering", "responsible": str(town.firm.uuid),
    }  # fmt: skip
    tried = 0
    for state in ("reported", "verified", "graded", "order_issued", "rectifying", "submitted"):
        hazard = bring_to(town, state, today=WED)
        for who in (town.officer, town.second, town.manager):
            for offer in selectors.allowed_acts(hazard, who):
                if not offer.ready:
                    continue
                data = {name: values.get(name) or [make_photo(who).sha256] for name in offer.fields}
                savepoint = transaction.savepoint()
                perform(actor=who, hazard=hazard, act=offer.act, data=data)
                transaction.savepoint_rollback(savepoint)
                tried += 1
    assert tried > 40


def test_a_firm_sees_hazards_of_its_buildings_once_an_order_is_issued(town: Town, other: Town, on) -> None:
    on(WED)
    for place in (town, other):
        make_hazard(place)
        bring_to(place, "graded", today=WED)
    assert not Hazard.objects.visible_to(town.manager).exists()
    issued = bring_to(town, "order_issued", today=WED)
    bring_to(other, "order_issued", today=WED)
    assert [h.pk for h in Hazard.objects.visible_to(town.manager)] == [issued.pk]


def test_the_timeline_shows_a_firm_nothing_of_what_it_does_not_see(town: Town, on) -> None:
    on(WED)
    bring_to(town, "graded", today=WED)
    issued = bring_to(town, "order_issued", today=WED)
    entries = selectors.timeline(town.building, town.manager)
    assert {entry.hazard for entry in entries} == {str(issued.uuid)}
    assert len(selectors.timeline(town.building, town.officer)) == 3 + 4
    assert next(str(e.label) for e in selectors.hazard_timeline(issued)) == "Issue order"
