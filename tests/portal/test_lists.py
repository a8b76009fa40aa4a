"""Lists: filters in the address, counts, order, search."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.services.acts import perform
from portal.selectors.districts import parts
from tests.factories.buildings import make_building, make_estate, make_identifier
from tests.factories.people import make_area, make_member
from tests.inspections.made import bring_to, make_hazard
from tests.portal.conftest import signed_in


def text(user, name, **words) -> str:
    return signed_in(user).get(reverse(name), words).content.decode()


def body(page: str) -> str:
    return page.split("<tbody>", 1)[1].split("</tbody>", 1)[0]


def test_buildings_by_use_and_stage(town):
    make_building(area=town.street, name="办公楼", use="office")
    make_building(area=town.street, name="旧楼", stage="vacated")
    assert "办公楼" in body(text(town.officer, "buildings", use="office"))
    assert "旧楼" not in body(text(town.officer, "buildings", use="office"))
    assert "旧楼" in body(text(town.officer, "buildings", stage="vacated"))


def test_an_unknown_filter_value_filters_nothing(town):
    assert "甲楼" in body(text(town.officer, "buildings", use="palace"))


def test_buildings_of_an_estate_and_with_open_hazards(town, may_day):
    estate = make_estate(area=town.street)
    make_building(area=town.street, name="园内楼", estate=estate)
    assert "甲楼" not in body(text(town.officer, "buildings", estate=str(estate.uuid)))
    make_hazard(town)
    with_hazards = body(text(town.officer, "buildings", hazards="open"))
    assert "甲楼" in with_hazards
    assert "园内楼" not in with_hazards


def test_chips_count_what_they_would_leave(town):
    make_building(area=town.street, use="office")
    page = text(town.officer, "buildings")
    assert '<span>Office</span><span class="meta">1</span>' in page
    assert '<span>Residential</span><span class="meta">1</span>' in page
    assert "<span>Hotel</span>" not in page


def test_empty_filter_says_what_to_do(town):
    assert "Remove one of the blue chips" in text(town.officer, "buildings", use="hotel")


def test_pages_of_buildings_follow_one_another(town):
    for n in range(60):
        make_building(area=town.street, name=f"楼{n:02d}")
    page = text(town.officer, "buildings", sort="name")
    assert "61 buildings" in page
    cursor = page.split("cursor=", 1)[1].split('"', 1)[0]
    second = text(town.officer, "buildings", sort="name", cursor=cursor)
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    # 60 and 甲楼; fifty on the first page, eleven on the second.
    assert body(second).count("<tr>") == 11


def test_imminent_danger_comes_first_whatever_its_state(town, may_day):
    """A submitted hazard due tomorrow, and one merely reported but imminent."""
    waiting = bring_to(town, "submitted", today=may_day)
    urgent = make_hazard(town, title="墙体开裂")
    perform(actor=town.inspector, hazard=urgent, act="flag_imminent", data={"reason": "随时倒塌"})
    rows = body(text(town.officer, "hazards"))
    assert rows.index(urgent.number) < rows.index(waiting.number)
    assert "Imminent danger" in rows


def test_closed_and_dismissed_leave_the_list_but_not_the_register(town, may_day):
    hazard = make_hazard(town)
    perform(actor=town.verifier, hazard=hazard, act="dismiss", data={"reason": "不属实"})
    assert "No hazard is open" in text(town.officer, "hazards")
    assert hazard.number in text(town.officer, "hazards", state="all")
    assert hazard.number in text(town.officer, "hazards", state="dismissed")


def test_figures_agree_with_their_lists(town, on_day):
    """Served 11 May with five calendar days: due the 16th; on the 25th it is late in both figures."""
    on_day(dt.date(2026, 5, 11))
    hazard = bring_to(town, "rectifying", today=dt.date(2026, 5, 11), grade="fire/major")
    on_day(dt.date(2026, 5, 25))
    page = text(town.officer, "hazards")
    for name, label in (("late", "Re-inspection late"), ("rectification_overdue", "Rectification late")):
        figure = page.split(f"clock={name}", 1)[1].split(label, 1)[0]
        assert ">1</b>" in figure, label
        assert hazard.number in text(town.officer, "hazards", clock=name)
    assert hazard.number not in text(town.officer, "hazards", clock="today")


def test_search_finds_by_name_code_and_number(town, may_day):
    make_identifier(building=town.building, value="YL-0031-003")
    client = signed_in(town.officer)
    assert "甲楼" in client.get(reverse("search"), {"q": "甲"}).content.decode()
    assert client.get(reverse("search"), {"q": "YL-0031-003"})["Location"] == reverse(
        "building", args=[town.building.uuid]
    )
    hazard = make_hazard(town)
    assert client.get(reverse("search"), {"q": hazard.number.lower()})["Location"] == reverse(
        "hazard", args=[hazard.uuid]
    )
    assert "Nothing of that name" in client.get(reverse("search"), {"q": "%_'\";--"}).content.decode()


def test_my_queue_names_the_act(town, may_day):
    hazard = bring_to(town, "verified", today=may_day)
    page = text(town.officer, "home")
    assert hazard.number in page
    assert ">Grade</a>" in page
    assert "Nothing waits for you" in text(town.manager, "home")


def test_parts_of_a_district_add_up_to_its_lists(town, may_day):
    """An officer above two streets: each figure is the length of the list that it opens."""
    second = make_area(town.street.parent, name="乙街道")
    make_building(area=make_area(second, level="grid"), name="丙楼")
    officer = make_member("officer", area=town.street.parent)
    hazard = make_hazard(town)
    perform(actor=town.inspector, hazard=hazard, act="flag_imminent", data={"reason": "倒塌"})
    found = {part.area.name: (part.buildings, part.open, part.imminent) for part in parts(officer)}
    assert found == {"甲街道": (1, 1, 1), "乙街道": (1, 0, 0)}
    page = text(officer, "home")
    assert f"?area={second.uuid}" in page
    assert "甲楼" not in body(text(officer, "buildings", area=str(second.uuid)))
    assert hazard.number not in text(officer, "hazards", area=str(second.uuid))
    assert parts(town.officer) == []


def test_more_rows_do_not_mean_more_queries(town, may_day):
    """The page of twenty hazards costs what the page of one costs."""
    make_hazard(town)
    client = signed_in(town.officer)

    def cost(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        return len(queries)

    names = ("home", "buildings", "hazards")
    before = [cost(name) for name in names]
    for n in range(19):
        make_hazard(town)
        make_building(area=town.street, name=f"{n}栋")
    assert [cost(name) for name in names] == before
