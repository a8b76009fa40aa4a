"""Three public models. Counts were taken with a text search of the files, not with the code under test."""

import math
from pathlib import Path

import pytest
from shapely import LineString

from bim.read import read_delivery

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "ifc"


@pytest.fixture(scope="module")
def models():
    """Facts by file name, each file read once."""
    found = {}

    def facts(name: str):
        path = FOLDER / name
        if not path.exists():
            pytest.skip(f"{path} is not there")
        if name not in found:
            found[name] = read_delivery([path])
        return found[name]

    return facts


@pytest.mark.parametrize(
    ("name", "spaces", "doors", "stairs", "storeys"),
    [("duplex.ifc", 21, 14, 2, 4), ("large.ifc", 8, 18, 0, 2), ("tall.ifc", 3, 5, 0, 5)],
)
def test_counts(models, name, spaces, doors, stairs, storeys):
    facts = models(name)
    portals = [p for p in facts.portals if p.kind == "door"]
    assert (len(facts.spaces), len(portals), len(facts.stairs), len(facts.storeys)) == (spaces, doors, stairs, storeys)
    assert all(s.floor is not None and s.floor.area > 1.0 for s in facts.spaces)
    assert not [n for n in facts.quality if n.code == "geometry_lost"]


def test_duplex_rooms_have_the_areas_the_file_states(models):
    # PSet_Revit_Dimensions/Area of some rooms; the solids are cut back by finishes, so within 10 %.
    floors = {s.name: s.floor.area for s in models("duplex.ifc").spaces}
    assert floors["A203"] == pytest.approx(22.0, rel=0.1)
    assert floors["A102"] == pytest.approx(30.1, rel=0.1)


def test_duplex_stairs_climb_one_storey(models):
    for run in models("duplex.ifc").stairs:
        assert run.method == "treads"
        assert run.line[-1][2] - run.line[0][2] == pytest.approx(3.1, abs=1e-3)  # Level 1 to Level 2
        assert run.risers == 16
        assert run.going_m == pytest.approx(0.25, abs=2e-3)  # "250mm Tread"
        walked = sum(math.dist(a, b) for a, b in zip(run.line, run.line[1:], strict=False))
        # 15 goings of 0.25 m and 16 risers: between the straight pitch and the same with the ends' half steps.
        assert math.hypot(15 * 0.25, 3.1) <= walked <= 1.02 * math.hypot(15 * 0.25, 3.1)


def test_duplex_doors_lie_between_the_rooms_that_they_bound(models):
    facts = models("duplex.ifc")
    floors = {s.guid: s.floor for s in facts.spaces}
    for portal in (p for p in facts.portals if p.kind == "door"):
        middle = LineString(portal.line).centroid
        away = sorted(floors[guid].distance(middle) for guid in portal.boundary_spaces)
        # Walls are up to 0.42 m; one door also names a hall round the corner.
        assert away[0] < 0.1
        assert away[-1] < 0.6
    assert sum(p.boundary_external for p in facts.portals) == 4


def test_wrong_statements_are_seen(models):
    assert "external_all_false" in {n.code for n in models("large.ifc").quality}
    assert "geolocation_default" in {n.code for n in models("tall.ifc").quality}
