"""Services of the registry beyond what the API reaches."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone, translation

from core.errors import Conflict, DomainError, NotAllowed, Stale
from core.guards import lifted
from core.models import Chain, Event
from core.services import history
from registry import hooks
from registry.models import Building, Elevator, Estate, Place, Responsibility
from registry.selectors.elevators import with_clocks
from registry.selectors.facts import facts_of
from registry.services.buildings import create_building, move_building, update_building
from registry.services.elevators import add_elevator, record_elevator, update_elevator
from registry.services.estates import create_estate, update_estate
from registry.services.identifiers import end_identifier, known_scheme, matches
from registry.services.observing import observe
from registry.services.places import Counts, generate_places
from registry.services.responsibilities import add_responsibility, end_responsibility, hand_over
from tests.factories.buildings import make_building, make_elevator, make_estate, make_identifier, make_responsibility
from tests.factories.people import make_area, make_member, make_organisation

pytestmark = pytest.mark.django_db
JULY = dt.date(2024, 7, 1)


def office() -> tuple[Any, Any]:
    area = make_area(level="community")
    return area, make_member("officer", area=area)


def test_a_new_building_has_its_history_and_provenance() -> None:
    area, officer = office()
    building = create_building(
        actor=officer, area=area, name="5号楼", estate_name="听松苑", storeys_above=18, location=[116.4, 39.9]
    )
    assert (building.estate and building.estate.name, building.storeys_above, building.lon) == ("听松苑", 18, 116.4)
    assert [e.kind for e in history.events_of(building)] == ["building.observed", "building.created"]
    facts = {fact.name: fact for fact in facts_of(building)}
    assert (facts["storeys_above"].source, facts["location"].shown) == ("officer", "116.400000, 39.900000")
    assert list(history.verify()) == []


def test_creating_elsewhere_or_as_somebody_else_is_refused() -> None:
    area, officer = office()
    with pytest.raises(NotAllowed):
        create_building(actor=officer, area=make_area(), name="x")
    with pytest.raises(NotAllowed):
        create_building(actor=make_member("inspector", area=area), area=area, name="x")
    with pytest.raises(DomainError):
        create_building(actor=officer, area=area, name="x", fire_grade=7)
    assert not Building.objects.exists(), "a refused building leaves nothing behind"


def test_an_update_over_somebody_elses_is_stale() -> None:
    area, officer = office()
    building = make_building(area=area)
    update_building(actor=officer, building=building, version=1, storeys_above=8)
    with pytest.raises(Stale):
        update_building(actor=officer, building=building, version=1, storeys_above=9)


def test_saying_the_same_again_writes_nothing() -> None:
    area, officer = office()
    building = update_building(actor=officer, building=make_building(area=area), storeys_above=8)
    assert update_building(actor=officer, building=building, storeys_above=8).version == building.version
    assert building.observations.count() == 1


def test_moving_needs_both_areas() -> None:
    street = make_area()
    one, two = make_area(street, "community"), make_area(street, "community")
    building = make_building(area=one, estate=make_estate(area=one))
    with pytest.raises(NotAllowed):
        move_building(actor=make_member("officer", area=one), building=building, area=two)
    moved = move_building(actor=make_member("officer", area=street), building=building, area=two)
    assert (moved.area_path, moved.estate) == (two.path, None)


# ---- handover ------------------------------------------------------------------------------------------------


def test_a_handover_moves_sight_on_its_day() -> None:
    area, officer = office()
    old, new = make_organisation(), make_organisation()
    old_person, new_person = make_member("manager", organisation=old), make_member("manager", organisation=new)
    building = make_building(area=area)
    make_responsibility(building=building, organisation=old)
    today = timezone.localdate()
    [link] = hand_over(actor=officer, building=building, role="manager", to=new, on=today)
    assert (link.valid_from, link.valid_to) == (today, None)
    assert Responsibility.objects.get(organisation=old).valid_to == today - dt.timedelta(days=1)
    assert not Building.objects.visible_to(old_person).exists()
    assert Building.objects.visible_to(new_person).exists()
    event = history.events_of(building)[0]
    assert event.kind == "responsibility.handed_over"
    assert (event.data["from"], event.data["to"], event.data["on"]) == ([old.name], new.name, today.isoformat())


def test_a_handover_of_tomorrow_changes_nothing_today() -> None:
    area, officer = office()
    old, new = make_organisation(), make_organisation()
    old_person, new_person = make_member("manager", organisation=old), make_member("manager", organisation=new)
    building = make_building(area=area)
    make_responsibility(building=building, organisation=old)
    hand_over(actor=officer, building=building, role="manager", to=new, on=timezone.localdate() + dt.timedelta(days=1))
    assert Building.objects.visible_to(old_person).exists()
    assert not Building.objects.visible_to(new_person).exists()


def test_an_estate_is_handed_over_as_a_whole_and_hooks_hear_of_each_building(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    area, officer = office()
    estate, old, new = make_estate(area=area), make_organisation(), make_organisation()
    buildings = [make_building(area=area, estate=estate) for _ in range(3)]
    for building in buildings[:2]:
        make_responsibility(building=building, organisation=old)
    heard: list[Any] = []
    monkeypatch.setattr(hooks, "HANDOVER", [lambda **news: heard.append(news)])
    links = hand_over(actor=officer, estate=estate, role="manager", to=new, on=JULY)
    assert [link.building for link in links] == buildings
    assert [(h["building"], h["old"], h["new"], h["on"], h["role"]) for h in heard] == [
        (buildings[0], old, new, JULY, "manager"),
        (buildings[1], old, new, JULY, "manager"),
        (buildings[2], None, new, JULY, "manager"),
    ]


def test_a_hook_that_fails_undoes_the_handover(monkeypatch: pytest.MonkeyPatch) -> None:
    area, officer = office()
    building, old = make_building(area=area), make_organisation()
    make_responsibility(building=building, organisation=old)

    def fail(**_news: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(hooks, "HANDOVER", [fail])
    with pytest.raises(RuntimeError):
        hand_over(actor=officer, building=building, role="manager", to=make_organisation(), on=JULY)
    assert Responsibility.objects.get().valid_to is None


def test_handovers_that_make_no_sense() -> None:
    area, officer = office()
    building, old = make_building(area=area), make_organisation()
    make_responsibility(building=building, organisation=old, valid_from=JULY)
    new = make_organisation()
    with pytest.raises(DomainError) as caught:
        hand_over(actor=officer, building=building, role="manager", to=new, on=JULY)
    assert caught.value.code == "before_start"
    with pytest.raises(DomainError) as caught:
        hand_over(actor=officer, building=building, role="manager", to=old, on=dt.date(2025, 1, 1))
    assert caught.value.code == "same_organisation"
    with pytest.raises(DomainError):
        hand_over(actor=officer, building=building, role="king", to=new, on=JULY)
    with pytest.raises(DomainError):
        hand_over(actor=officer, estate=make_estate(area=area), role="manager", to=new, on=JULY)
    with pytest.raises(ValueError, match="either"):
        hand_over(actor=officer, role="manager", to=new, on=JULY)
    with pytest.raises(NotAllowed):
        hand_over(actor=make_member("manager", organisation=old), building=building, role="manager", to=new, on=JULY)
    assert Responsibility.objects.count() == 1


def test_a_second_manager_needs_a_handover_and_a_link_can_end() -> None:
    area, officer = office()
    building, firm = make_building(area=area), make_organisation()
    link = add_responsibility(actor=officer, building=building, organisation=firm, role="manager")
    assert add_responsibility(actor=officer, building=building, organisation=firm, role="manager") == link
    with pytest.raises(DomainError) as caught:
        add_responsibility(actor=officer, building=building, organisation=make_organisation(), role="manager")
    assert caught.value.code == "use_handover"
    assert end_responsibility(actor=officer, link=link, on=JULY).valid_to == JULY


# ---- places --------------------------------------------------------------------------------------------------


def test_places_from_counts() -> None:
    area, officer = office()
    building = make_building(area=area)
    counts = Counts(units=2, storeys_above=6, storeys_below=1, flats=2)
    made = generate_places(actor=officer, building=building, counts=counts)
    # 2 units; 2 x 7 floors; on each floor stairwell, corridor, shaft (14 x 3); 2 x 6 x 2 flats; roof, wall, basement.
    assert len(made) == 2 + 14 + 42 + 24 + 3
    flat = Place.objects.get(building=building, kind="flat", label="402", parent__parent__label="2")
    floors = Place.objects.filter(kind="floor", parent__label="1").values_list("label", flat=True)
    assert list(floors) == ["B1", "1", "2", "3", "4", "5", "6"]
    stairwell = Place.objects.get(parent=flat.parent, spot="stairwell")
    with translation.override("zh-hans"):
        assert str(stairwell) == "2单元 4层 楼梯间"
        assert str(flat) == "2单元 4层 402室"
    with translation.override("en"):
        assert str(stairwell) == "Unit 2 Floor 4 Stairwell"
    with pytest.raises(DomainError) as caught:
        generate_places(actor=officer, building=building, counts=counts)
    assert caught.value.code == "has_places"


@pytest.mark.parametrize("counts", [Counts(0, 6), Counts(1, 0), Counts(1, 6, -1), Counts(100, 100, flats=100)])
def test_senseless_counts_are_refused(counts: Counts) -> None:
    area, officer = office()
    with pytest.raises(DomainError):
        generate_places(actor=officer, building=make_building(area=area), counts=counts)


# ---- lifts, identifiers, estates -----------------------------------------------------------------------------


def test_a_lift_is_added_once() -> None:
    area, officer = office()
    building = make_building(area=area)
    lift = add_elevator(actor=officer, building=building, code="31101", name="1号梯", installed_on=JULY)
    assert history.events_of(building)[0].data["elevator"] == str(lift.uuid)
    with pytest.raises(Conflict):
        add_elevator(actor=officer, building=building, code="31101", name="2号梯")
    assert Elevator.objects.count() == 1
    changed = update_elevator(actor=officer, elevator=lift, version=1, rescue_code="123456")
    assert changed.version == 2
    assert history.events_of(building)[0].data["changes"] == {"rescue_code": ["", "123456"]}
    with pytest.raises(Stale):
        update_elevator(actor=officer, elevator=lift, version=1, rescue_code="1")


def test_statements_of_a_lift_in_both_languages() -> None:
    area, officer = office()
    lift = make_elevator(building=make_building(area=area), installed_on=dt.date(2015, 5, 12))
    record_elevator(actor=officer, elevator=lift, kind="inspection", done_on=dt.date(2016, 5, 20), result="passed")
    with translation.override("en"):
        [found] = with_clocks([lift], dt.date(2019, 6, 1))
        assert found.overdue
        # Year 1 was done in May 2016; the next inspection is that of year 4, by the end of May 2019.
        assert found.statements[0] == ("Periodic inspection overdue since 31 May 2019. (TSG T7001-2023, confidence A)")
    with translation.override("zh-hans"):
        [found] = with_clocks([lift], dt.date(2019, 6, 1))
        assert found.statements[0].startswith("定期检验")
        assert "逾期" in found.statements[0]


def test_all_clocks_of_many_lifts_need_one_query(django_assert_num_queries: Any) -> None:
    building = make_building()
    lifts = [make_elevator(building=building) for _ in range(5)]
    with django_assert_num_queries(1):
        assert len(with_clocks(lifts)) == 5


def test_an_identifier_that_ended_is_free_again() -> None:
    area, officer = office()
    row = make_identifier(building=make_building(area=area), value="C-1")
    end_identifier(actor=officer, identifier=row, on=JULY)
    make_identifier(building=make_building(area=area), value="C-1")


def test_a_pattern_warns_only() -> None:
    assert matches(known_scheme("bin"), "1234567")
    assert not matches(known_scheme("bin"), "9234567")
    assert matches(known_scheme("census"), "anything")


def test_an_estate_is_made_by_an_officer_of_its_area() -> None:
    area, officer = office()
    estate = create_estate(actor=officer, area=area, name="听松苑", name_en="Songs of Pines")
    assert Estate.objects.visible_to(officer).get() == estate
    renamed = update_estate(actor=officer, estate=estate, version=1, name_en="Pine Court")
    assert (renamed.version, history.events_of(estate)[0].data["changes"]) == (
        2, {"name_en": ["Songs of Pines", "Pine Court"]},
    )  # fmt: skip
    with pytest.raises(Stale):
        update_estate(actor=officer, estate=estate, version=1, name_en="x")
    with pytest.raises(Conflict):
        create_estate(actor=officer, area=area, name="听松苑")
    with pytest.raises(NotAllowed):
        create_estate(actor=officer, area=make_area(), name="x")


def test_an_estate_of_the_area_above_is_found_by_name() -> None:
    street = make_area()
    grid = make_area(street, "grid")
    estate = make_estate(area=street, name="听松苑")
    officer = make_member("officer", area=street)
    building = create_building(actor=officer, area=grid, name="1号楼", estate_name="听松苑")
    assert building.estate == estate


def test_an_estate_made_by_its_name_has_its_record_and_is_made_once() -> None:
    area, officer = office()
    one = create_building(actor=officer, area=area, name="1号楼", estate_name="听松苑")
    two = observe(actor=officer, building=make_building(area=area), values={"estate_name": "听松苑"}, source="census")
    assert one.estate is not None
    assert two.estate == one.estate
    [event] = history.events_of(one.estate)
    assert (event.kind, event.actor, event.data) == ("estate.created", officer, {"area": area.code, "name": "听松苑"})


def test_an_estate_chosen_as_a_row_is_that_row_and_never_one_of_elsewhere() -> None:
    street = make_area()
    grid, other = make_area(street, "grid"), make_area(street, "grid")
    above, here, foreign = (make_estate(area=area, name="听松苑") for area in (street, grid, other))
    officer = make_member("officer", area=street)
    building = create_building(actor=officer, area=grid, name="1号楼", estate=above)
    assert building.estate == above, "not the nearer one of the same name"
    assert update_building(actor=officer, building=building, estate=here).estate == here
    with pytest.raises(DomainError) as caught:
        update_building(actor=officer, building=building, estate=foreign)
    assert caught.value.code == "foreign_estate"
    building.refresh_from_db()
    assert (building.estate, Estate.objects.count()) == (here, 3)
    assert update_building(actor=officer, building=building, estate_name=None).estate is None


def test_a_building_that_moves_keeps_an_estate_of_the_area_above() -> None:
    street = make_area()
    one, two = make_area(street, "grid"), make_area(street, "grid")
    estate = make_estate(area=street)
    moved = move_building(
        actor=make_member("officer", area=street), building=make_building(area=one, estate=estate), area=two
    )
    assert moved.estate == estate


@pytest.mark.parametrize(("language", "words"), [("en", "Grade 2"), ("zh-hans", "二级")])
def test_a_fire_grade_is_shown_in_words(language: str, words: str) -> None:
    area, officer = office()
    building = create_building(actor=officer, area=area, name="1号楼", fire_grade=2)
    with translation.override(language):
        [fact] = [fact for fact in facts_of(building) if fact.name == "fire_grade"]
    assert (fact.value, fact.shown) == (2, words)


def test_a_building_or_estate_whose_chain_was_deleted_is_found() -> None:
    area, officer = office()
    building = create_building(actor=officer, area=area, name="1号楼", estate_name="听松苑")
    assert list(history.without_history()) == []
    with lifted():
        Event.objects.all().delete()
        Chain.objects.all().delete()
    assert building.estate is not None
    assert set(history.without_history()) == {("building", building.uuid), ("estate", building.estate.uuid)}
