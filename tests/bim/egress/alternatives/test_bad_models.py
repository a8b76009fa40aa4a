"""Other ways in models that are empty, broken or odd: nothing raises, nothing is guessed."""

from dataclasses import replace

import pytest

from bim.egress import analyse
from bim.facts import ModelFacts
from tests.bim.egress.alternatives.samples import straight, tee, two_doors_one_stair
from tests.bim.egress.build import Model


def test_an_empty_model():
    result = analyse(ModelFacts(files=[]))
    assert (result.dead_ends.counts, result.exit_pairs.counts, result.exit_losses.counts) == ((), (), ())


def test_spaces_of_no_storey_and_without_shape():
    m = straight()
    m.shapeless("ghost", "G")
    m.facts.spaces = [replace(s, storey="nowhere") for s in m.facts.spaces]
    rows = analyse(m.facts).spaces
    assert rows[0].common_path.counts.value_m == 0.0
    assert rows[1].common_path is None


def test_repeated_guids():
    m = tee()
    m.facts.spaces.append(replace(m.facts.spaces[0], step_id=99))
    m.facts.portals = [replace(p, guid="same") for p in m.facts.portals]
    result = analyse(m.facts)
    assert len(result.spaces) == 2
    assert len(result.exit_losses.counts) == 2


def test_a_body_that_keeps_off_the_walls():
    path = analyse(tee(arm=10.0).facts, clearance_m=0.3).spaces[0].common_path.counts
    assert path.value_m == pytest.approx(10.0, abs=0.7)


def test_two_exits_on_floors_that_nothing_joins_are_one_each():
    m = Model()
    m.storey("G", 0.0)
    for x in (0, 10):
        m.room(f"house{x}", x, 0, x + 8, 6)
        m.door(f"front{x}", x + 4, -0.1)
    for row in analyse(m.facts).spaces:
        assert row.common_path.counts.parts_at is None


def test_an_open_stair_is_part_of_the_common_path():
    """Without the second stair's storey exit, and with stairs that do not count, all walk down to the ground floor."""
    rows = {s.guid: s for s in analyse(two_doors_one_stair().facts).spaces}
    upper = rows["hall-U"].common_path.not_counts
    assert upper.value_m == pytest.approx(rows["hall-U"].storey_exit.not_counts.value_m)
    assert upper.parts_at is None


def test_a_mezzanine_with_one_stair_chooses_below():
    m = straight(length=30.0, width=6.0)
    m.storey("M", 3.0)
    m.room("mezzanine", 10, 7, 20, 12, 3.0)
    m.stair("stair", ((15.0, 3.0, 0.0), (15.0, 7.5, 3.0)), is_ramp=False)
    row = {s.guid: s for s in analyse(m.facts).spaces}["mezzanine"].common_path.not_counts
    assert row.parts_at == pytest.approx((15.0, 3.0, 0.0), abs=0.6)
    assert set(row.exits) == {"west", "east"}
