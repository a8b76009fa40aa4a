"""The project's own models, read from IFC, against figures worked out by hand from their layouts.

The figures are written here a second time: they are the taut-string lengths explained in ``seeds.ifc.answers``.
"""

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.build import by_guid

seeds = pytest.importorskip("seeds.ifc")
read = pytest.importorskip("bim.read").read_delivery


def analysed(path, kind, **how):
    facts = read([path])
    stairs = {s.guid: kind for s in facts.stairs}
    return analyse(facts, reviews=Reviews(stairs=stairs), **how)


@pytest.fixture(scope="module")
def tower(tmp_path_factory):
    options = seeds.TowerOptions(storeys=2)
    path = seeds.write_tower(tmp_path_factory.mktemp("ifc") / "tower.ifc", options=options)
    return analysed(path, "smoke_proof", residential=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    path = seeds.write_office(tmp_path_factory.mktemp("ifc") / "o.ifc", options=seeds.OfficeOptions(storeys=2))
    return analysed(path, "enclosed")


@pytest.fixture(scope="module")
def walk_up(tmp_path_factory):
    options = seeds.WalkUpOptions(storeys=2)
    path = seeds.write_walk_up(tmp_path_factory.mktemp("ifc") / "w.ifc", options=options)
    return analysed(path, "open_stairwell", residential=True)


def door(result, name):
    return next(d for d in result.doors if d.name == name)


def space(result, name):
    return next(s for s in result.spaces if s.name == name)


TOWER_DOORS = {1: 3.053, 2: 1.612, 3: 3.053, 4: 6.791, 5: 15.881, 6: 15.8, 7: 6.6, 8: 2.6}


@pytest.mark.parametrize(("flat", "expected"), TOWER_DOORS.items())
def test_tower_flat_door_to_the_lobby_door(tower, flat, expected):
    row = door(tower, f"入户门 20{flat}")
    assert row.is_flat_door
    assert row.to_storey_exit.settled
    assert row.to_storey_exit.counts.value_m == pytest.approx(expected, abs=1e-3)
    assert row.nearest_stair_kind == "smoke_proof"


def test_tower_positions(tower):
    # 3 stands between the lobbies at x 10.5 and 22.1; 5 and 6 lie east of both
    assert door(tower, "入户门 203").position == "between_exits"
    assert {door(tower, f"入户门 20{n}").position for n in (5, 6)} == {"dead_end"}


def test_tower_distances(tower):
    assert space(tower, "201 主卧").in_room.value_m == pytest.approx(14.520, abs=0.05)
    assert space(tower, "201 主卧").storey_exit.counts.value_m == pytest.approx(17.539, abs=1e-3)
    assert space(tower, "101 主卧").travel.value_m == pytest.approx(20.948, abs=1e-3)


def test_tower_exits_and_flats(tower):
    assert sum(d.exit == "final" for d in tower.doors) == 4
    assert all(d.exit == "no" for d in tower.doors if "阳台" in d.name or "电梯" in d.name)
    assert len({s.flat for s in tower.spaces if s.flat}) == 7 + 8
    assert all(s.two_ways for s in tower.storeys)


def test_office_doors(office):
    expected = {1: 4.383, 2: 2.900, 3: 8.343, 4: 14.241, 5: 20.199, 6: 26.177}
    found = {n: door(office, f"办公室门 20{n}") for n in expected}
    assert {n: d.to_storey_exit.counts.value_m for n, d in found.items()} == pytest.approx(expected, abs=1e-3)
    assert {found[n].position for n in (3, 4, 5, 6)} == {"dead_end"}
    assert found[1].position == "between_exits"


def test_office_rooms(office):
    assert (
        space(office, "2层 大会议室").in_room.upper_m
        >= 17.368 - 1e-3
        >= space(office, "2层 大会议室").in_room.value_m - 2e-3
    )
    assert space(office, "2层 开敞办公区").in_room.value_m == pytest.approx(14.422, abs=0.05)
    assert space(office, "206 办公室").storey_exit.counts.value_m == pytest.approx(33.378, abs=1e-3)


def test_walk_up(walk_up):
    assert door(walk_up, "入户门 1-201").to_storey_exit.counts.value_m == pytest.approx(1.442, abs=1e-3)
    assert space(walk_up, "1-201 小卧室").in_room.value_m == pytest.approx(11.427, abs=0.05)
    assert space(walk_up, "1-101 小卧室").travel.value_m == pytest.approx(13.047, abs=0.05)
    assert door(walk_up, "入户门 1-201").position == "dead_end"
    assert len({s.flat for s in walk_up.spaces if s.flat}) == 12


def test_no_door_is_lost(tower, office, walk_up):
    for result in (tower, office, walk_up):
        doors = by_guid(result.doors)
        assert len(doors) == len(result.doors)
        assert all(any(d.joins) for d in result.doors)
        assert all(s.travel is not None for s in result.spaces)


@pytest.mark.parametrize(
    "how",
    [
        {"schema": "IFC2X3", "unit": "mm"},
        {"rotate_deg": 33.3},
        {"offset_m": (5e5, 3.4e6, 40.0), "rotate_deg": 211.0},
        {"boundaries": False, "no_widths": True, "external_false": True},
    ],
)
def test_the_same_office_written_otherwise_gives_the_same_distances(office, tmp_path, how):
    path = seeds.write_office(tmp_path / "o.ifc", options=seeds.OfficeOptions(storeys=2), **how)
    other = analysed(path, "enclosed")
    for name in ("2层 走道", "206 办公室", "2层 开敞办公区", "1层 大会议室"):
        a, b = space(office, name), space(other, name)
        assert b.travel.value_m == pytest.approx(a.travel.value_m, abs=0.05)
        assert b.storey_exit.counts.upper_m >= a.storey_exit.counts.value_m - 1e-3
    assert [(d.name, d.exit, d.position) for d in other.doors] == [(d.name, d.exit, d.position) for d in office.doors]
