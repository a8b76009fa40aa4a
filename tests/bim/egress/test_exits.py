"""Proposed final exits: evidence, demotions, a person's word."""

from dataclasses import replace

import pytest

from bim.egress import Reviews, analyse
from tests.bim.egress.build import Model, by_guid


def room(z=0.0, **door):
    m = Model()
    m.storey("S", z)
    m.room("room", 0, 0, 6, 4, z)
    m.door("d", **{"x": 3, "y": -0.1, "z": z, **door})
    return m


def exit_of(model, guid="d", **how):
    return by_guid(analyse(model.facts, **how).doors)[guid]


@pytest.mark.parametrize(
    ("z", "kind"), [(0.0, "final"), (1.5, "final"), (-1.5, "final"), (1.6, "no"), (3.0, "no"), (-3, "no")]
)
def test_at_grade_means_within_one_and_a_half_metres(z, kind):
    assert exit_of(room(z)).exit == kind


def test_terrain_makes_a_second_grade():
    m = room(6.0)
    assert exit_of(m).exit == "no"
    m.facts.terrain_z_m = 5.5
    assert exit_of(m).exit == "final"


def test_reference_level_is_the_buildings_own():
    m = room(100.0)
    m.facts.reference_z_m = 100.0
    assert exit_of(m).exit == "final"


def test_names_never_demote():
    m = room()
    m.facts.portals[0] = replace(m.facts.portals[0], name="阳台门 garage plant room")
    assert exit_of(m).exit == "final"


def test_is_external_false_counts_only_when_some_door_says_true():
    m = room(external=False)
    assert exit_of(m).exit == "final"
    m.door("other", 3, 4.1, external=True)
    assert exit_of(m).exit == "no"
    assert exit_of(m, "other").exit == "final"


def test_confidence_grows_with_evidence():
    plain = exit_of(room()).confidence
    assert plain < exit_of(room(external=True)).confidence < exit_of(room(external=True, fire_exit=True)).confidence
    assert exit_of(room(width=2.4, external=True)).confidence < exit_of(room(external=True)).confidence


def test_unfilled_opening_is_not_proposed_but_can_be_confirmed():
    m = room(kind="opening")
    assert exit_of(m).exit == "no"
    assert exit_of(m, reviews=Reviews(exits={"d": "final"})).exit == "final"


def test_court_and_lift_lead_nowhere():
    m = Model()
    m.storey("S", 0)
    for guid, x0, y0, x1, y1 in (
        ("s", 0, 0, 12, 4),
        ("n", 0, 8, 12, 12),
        ("w", 0, 4.2, 4, 7.8),
        ("e", 8, 4.2, 12, 7.8),
    ):
        m.room(guid, x0, y0, x1, y1)
    m.door("court", 6, 4.1)
    m.door("street", 6, -0.1)
    m.door("lift", 2, -0.1)
    m.lift("L", 2, -1.2)
    found = by_guid(analyse(m.facts).doors)
    assert {g: d.exit for g, d in found.items()} == {"court": "no", "street": "final", "lift": "no"}


def test_a_persons_word_replaces_the_proposal():
    m = room()
    row = exit_of(m, reviews=Reviews(exits={"d": "no"}))
    assert (row.exit, row.status) == ("no", "confirmed")
    result = analyse(m.facts, reviews=Reviews(exits={"d": "no"}))
    assert result.spaces[0].reason == "no_exit"
    assert analyse(m.facts, reviews=Reviews(exits={"d": "final"})).exits_confirmed
    assert not analyse(m.facts).exits_confirmed


def test_a_confirmed_storey_exit_between_rooms_ends_the_storey_walk():
    m = room()
    m.room("next", 6.2, 0, 12, 4)
    m.door("fire", 6.1, 2, axis="y")
    rows = by_guid(analyse(m.facts, reviews=Reviews(exits={"fire": "storey"})).spaces)
    # (12, 0|4) to (6.2, 2)
    assert rows["next"].storey_exit.counts.value_m == pytest.approx((5.8**2 + 2**2) ** 0.5, abs=1e-3)
    assert rows["next"].travel.value_m > 8
