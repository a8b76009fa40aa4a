"""Elements found again in a newer version: by GlobalId, by place, and never by guessing."""

import json
from dataclasses import replace
from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bim.fingerprints import facts_fingerprints, fingerprint_from
from bim.match import match
from tests.bim.egress.samples import two_storeys


def prints():
    return facts_fingerprints(two_storeys().facts)


def renamed(found, by="x"):
    return [replace(f, guid=by + f.guid) for f in found]


def by_old(found):
    return {p.old.guid: (p.new.guid, p.how) for p in found.pairs}


def test_same_guids_pair_wherever_they_stand():
    moved = [replace(f, at=(f.at[0] + 50, f.at[1])) for f in prints()]
    found = match(prints(), moved)
    assert by_old(found) == {f.guid: (f.guid, "guid") for f in prints()}
    assert not (found.gone or found.added or found.ambiguous)


def test_new_guids_pair_by_place():
    found = match(prints(), renamed(prints()))
    assert by_old(found) == {f.guid: ("x" + f.guid, "position") for f in prints()}


@pytest.mark.parametrize(
    ("metres", "degrees", "pairs"), [(0.0, 0, 1), (0.29, 0, 1), (0.31, 0, 0), (0.0, 9, 1), (0.0, 11, 0), (0.0, 180, 1)]
)
def test_a_door_within_03_m_and_parallel(metres, degrees, pairs):
    old = next(f for f in prints() if f.guid == "out")
    c, s = cos(radians(degrees)), sin(radians(degrees))
    along = (c * old.along[0] - s * old.along[1], s * old.along[0] + c * old.along[1])
    new = replace(old, guid="other", at=(old.at[0] + metres, old.at[1]), along=along)
    assert len(match([old], [new]).pairs) == pairs


@given(shift=st.floats(-3, 3))
def test_a_space_pairs_from_four_fifths_of_overlap(shift):
    """A rectangle 6 m long moved along itself: overlap (6 - d) / (6 + d)."""
    old = next(f for f in prints() if f.guid == "room")
    new = replace(old, guid="n", outline=tuple((x + shift, y) for x, y in old.outline))
    share = (6 - abs(shift)) / (6 + abs(shift))
    if abs(share - 0.8) > 1e-6:
        assert bool(match([old], [new]).pairs) == (share > 0.8)


def test_the_storey_above_is_another_place():
    door = next(f for f in prints() if f.guid == "into-G")
    found = match([door], [replace(door, guid="n", storey="U", z_m=3.0)])
    assert not found.pairs and found.gone == (door,) and len(found.added) == 1


def test_two_that_could_be_meant_are_none():
    door = next(f for f in prints() if f.guid == "out")
    near = [replace(door, guid=g, at=(door.at[0] + d, door.at[1])) for g, d in (("a", -0.1), ("b", 0.2))]
    found = match([door], near)
    assert not found.pairs and found.ambiguous == ((door, ("a", "b")),)
    both = match(near, [replace(door, guid="new")])
    assert not both.pairs and len(both.ambiguous) == 2


def test_a_guid_that_repeats_names_nothing():
    door = next(f for f in prints() if f.guid == "out")
    far = replace(door, at=(0.0, 0.0))
    assert match([door], [far, replace(door, at=(90.0, 0.0))]).gone == (door,)


def test_json_keeps_a_fingerprint():
    for f in prints():
        assert fingerprint_from(json.loads(json.dumps(f.as_dict()))) == f


@pytest.mark.parametrize("junk", [{}, {"kind": "door"}, {"kind": "wall", "guid": "x"}, {"kind": "door", "at": 3}])
def test_junk_is_no_fingerprint(junk):
    assert fingerprint_from(junk) is None


def test_nan_matches_nothing():
    door = next(f for f in prints() if f.guid == "out")
    lost = replace(door, at=(float("nan"), 0.0))
    assert not match([lost], [replace(door, guid="n")]).pairs
    assert not match([door], [replace(lost, guid="n")]).pairs
