"""The public two-dwelling model: what it must say, checked by hand on its plans."""

from itertools import pairwise
from math import dist
from pathlib import Path

import pytest
from shapely import LineString, unary_union

from bim.egress import analyse
from tests.bim.egress.build import by_guid

FILE = Path(__file__).parents[4] / "shared" / "data" / "ifc" / "duplex.ifc"


@pytest.fixture(scope="module")
def facts():
    if not FILE.exists():
        pytest.skip(f"{FILE} is not here: put the public sample models beside the project to run this test")
    read = pytest.importorskip("bim.read").read_delivery
    return read([FILE])


@pytest.fixture(scope="module")
def result(facts):
    return analyse(facts, residential=True)


def named(result):
    return {s.name: s for s in result.spaces}


def test_four_exits_are_proposed_two_to_each_dwelling(result):
    names = {s.guid: s.name for s in result.spaces}
    exits = [next(names[j] for j in d.joins if j) for d in result.doors if d.exit == "final"]
    assert sorted(exits) == ["A101", "A102", "B101", "B102"]
    assert all(d.status == "proposed" and d.evidence for d in result.doors if d.exit == "final")


def test_every_room_reaches_the_street_and_only_the_roof_does_not(result):
    assert len(result.spaces) == 21
    assert [s.name for s in result.spaces if s.travel is None] == ["R301"]
    assert named(result)["R301"].reason == "not_connected"


def test_two_dwellings_with_their_own_stairs(result):
    flats = {s.name[0]: s.flat for s in result.spaces if s.name[0] in "AB"}
    assert len(set(flats.values())) == 2
    assert all(s.flat == flats[s.name[0]] for s in result.spaces if s.name[0] in "AB")
    assert all(s.inside_flat for s in result.stairs)


def test_the_dwellings_mirror_each_other(result):
    rows = named(result)
    for name in ("101", "102", "103", "201", "202", "203"):
        assert rows[f"A{name}"].travel.value_m == pytest.approx(rows[f"B{name}"].travel.value_m, abs=0.05)


def test_living_room_by_hand(result, facts):
    # a convex room whose own glass door is its nearest exit: the farthest corner from the door's inner face
    room = next(s for s in facts.spaces if s.name == "A102")
    found = named(result)["A102"].travel
    end = found.path[-1]
    corners = [dist(c, end[:2]) for c in room.floor.convex_hull.exterior.coords]
    assert found.value_m <= max(corners) + 1e-3


def test_upper_floors_go_down_their_own_stair(result):
    for name in ("A203", "B203"):
        heights = [p[2] for p in named(result)[name].travel.path]
        assert heights[0] == pytest.approx(3.1, abs=0.03)  # floor finish included
        assert heights[-1] == pytest.approx(0.0, abs=0.03)


def test_paths_are_as_long_as_their_distances_and_stay_on_floors(result, facts):
    floors = unary_union([s.floor for s in facts.spaces if s.name != "R301"])
    doors = unary_union([LineString(p.line).buffer(0.3, cap_style="square") for p in facts.portals])
    stairs = unary_union([s.footprint for s in facts.stairs if s.footprint is not None])
    free = floors.union(doors).union(stairs).buffer(1e-3)
    for row in (s for s in result.spaces if s.travel):
        path = row.travel.path
        assert sum(dist(a, b) for a, b in pairwise(path)) == pytest.approx(row.travel.value_m, abs=1e-3)
        assert free.covers(LineString([p[:2] for p in path])), row.name


def test_joins_agree_with_the_files_own_boundaries(result, facts):
    told = {p.guid: p.boundary_spaces for p in facts.portals if p.kind == "door"}
    doors = by_guid(result.doors)
    agree = [set(told[g]) == {j for j in doors[g].joins if j} for g in told if told[g]]
    assert sum(agree) >= len(agree) - 1


def test_the_roof_area_is_no_storey(result):
    assert result.storeys_above == 2
    assert 5.0 < result.height_m < 6.5
