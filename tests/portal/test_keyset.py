"""Next and previous by key, with ties, in both directions, and with cursors that somebody made up."""

from __future__ import annotations

import pytest

from portal import keyset
from portal.keyset import page_of
from registry.models import Building
from tests.factories.buildings import make_building
from tests.factories.people import make_area


@pytest.fixture
def names(db):
    """Seven buildings; four of them share a name, so that the key has to break the tie."""
    area = make_area(level="community")
    for name in ("c", "a", "b", "b", "b", "b", "d"):
        make_building(area=area, name=name)
    return Building.objects.order_by("name", "pk")


def walk(queryset, fields, size):
    """Every row by following next, then every row back by following previous."""
    there, cursor, back = [], "", []
    while True:
        page = page_of(queryset, fields=fields, cursor=cursor, size=size)
        there += [row.pk for row in page.rows]
        if not page.next:
            break
        cursor = page.next
    back = [row.pk for row in page.rows][::-1]
    while page.previous:
        page = page_of(queryset, fields=fields, cursor=page.previous, size=size)
        back += [row.pk for row in page.rows][::-1]
    return there, back[::-1]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("fields", [("name", "pk"), ("-name", "-pk"), ("area_path", "pk")])
def test_each_row_once_there_and_back(names, fields, size):
    expected = list(Building.objects.order_by(*fields).values_list("pk", flat=True))
    there, back = walk(Building.objects.all(), fields, size)
    assert there == expected
    assert back == expected


def test_a_row_added_meanwhile_moves_nothing(names):
    """An offset would show the last row of page one again."""
    first = page_of(Building.objects.all(), fields=("name", "pk"), cursor="", size=3)
    make_building(area=first.rows[0].area, name="a")
    second = page_of(Building.objects.all(), fields=("name", "pk"), cursor=first.next, size=3)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


@pytest.mark.parametrize("cursor", ["x", "%%%", "bm9uZQ", "WzEsMl0", "WyJuIix7fSwxXQ", "WyJuIiwieCIsIngiXQ"])
def test_made_up_cursors_open_the_first_page(names, cursor):
    page = page_of(Building.objects.all(), fields=("name", "pk"), cursor=cursor, size=3)
    assert [row.name for row in page.rows] == ["a", "b", "b"]


def test_count_is_exact_up_to_the_limit(names, monkeypatch):
    assert page_of(names, fields=("name", "pk"), cursor="").count == keyset.Count(7, True)
    monkeypatch.setattr(keyset, "COUNT_LIMIT", 7)
    assert page_of(names, fields=("name", "pk"), cursor="").count == keyset.Count(7, True)
    monkeypatch.setattr(keyset, "COUNT_LIMIT", 5)
    assert page_of(names, fields=("name", "pk"), cursor="").count == keyset.Count(5, False)
