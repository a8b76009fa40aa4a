"""Models with their spaces left out: the draft rooms give the distances of the real ones."""

import pytest

from bim.egress.analyse import analyse
from bim.read import read_delivery
from seeds.ifc import write_office, write_walk_up

SAME_SHARE = 0.8


@pytest.mark.parametrize("write", [write_office, write_walk_up])
def test_draft_rooms_are_the_rooms_and_give_their_distances(write, tmp_path):
    real = read_delivery([write(tmp_path / "real.ifc")])
    draft = read_delivery([write(tmp_path / "draft.ifc", no_spaces=True)])
    assert all(s.derived for s in draft.spaces)
    for room in real.spaces:
        floors = [s.floor for s in draft.spaces if abs(s.floor_z_m - room.floor_z_m) < 0.1]
        shares = [f.intersection(room.floor).area / f.union(room.floor).area for f in floors]
        assert max(shares) >= SAME_SHARE, room.name
    expected = {s.name: s.max_travel_m for s in analyse(real).storeys}
    found = {s.name: s.max_travel_m for s in analyse(draft).storeys}
    assert found == pytest.approx(expected, abs=0.05)
