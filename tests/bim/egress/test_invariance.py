"""Turning and shifting a model changes no distance; coordinates come back in the file's own frame."""

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.build import by_guid, moved
from tests.bim.egress.samples import two_storeys

REVIEWED = Reviews(stairs={"stair": "enclosed"})


@pytest.mark.parametrize(("angle", "dx", "dy"), [(0, 5e5, 3.4e6), (33.3, 0, 0), (90, -2e5, 7e4), (211.7, 4e5, 4e6)])
def test_same_distances(angle, dx, dy):
    facts = two_storeys().facts
    plain = by_guid(analyse(facts, reviews=REVIEWED).spaces)
    other = by_guid(analyse(moved(facts, angle, dx, dy), reviews=REVIEWED).spaces)
    for guid, row in plain.items():
        assert other[guid].travel.value_m == pytest.approx(row.travel.value_m, abs=1e-6)
        assert other[guid].storey_exit.counts.value_m == pytest.approx(row.storey_exit.counts.value_m, abs=1e-6)


def test_paths_come_back_in_world_coordinates():
    facts = moved(two_storeys().facts, dx=5e5, dy=3e6)
    path = by_guid(analyse(facts).spaces)["room"].travel.path
    assert path[-1] == pytest.approx((5e5 + 12, 3e6, 0), abs=1e-3)
