"""Common paths on floors where they can be worked out by hand."""

from math import hypot

import pytest
from shapely import box

from bim.egress import Reviews, analyse
from tests.bim.egress.alternatives.samples import loop, straight, tee, two_doors_one_stair
from tests.bim.egress.build import Model, by_guid


def common(m, guid, reviews=None, **options):
    row = by_guid(analyse(m.facts, reviews=reviews or Reviews(), **options).spaces)[guid]
    return row.common_path.counts, row.storey_exit.counts


def test_exits_at_both_ends_leave_a_choice_everywhere():
    path, _ = common(straight(), "corridor")
    assert (path.value_m, path.error_m) == (0.0, 0.0)
    assert set(path.exits) == {"west", "east"}


def test_with_one_exit_the_whole_way_is_shared():
    path, way = common(straight(exits=("west",)), "corridor")
    assert (path.value_m, path.parts_at, path.exits) == (way.value_m, None, ("west",))


def test_a_blind_arm_ends_at_its_mouth():
    path, way = common(tee(arm=10.0), "corridor")
    # from the middle of the back wall to either corner of the mouth
    assert path.value_m <= hypot(10, 1) + 1e-4 <= path.value_m + path.error_m + 2e-4
    assert path.parts_at[1] == pytest.approx(2.0, abs=1e-3)
    assert way.value_m > path.value_m


def test_a_bay_no_deeper_than_wide_is_none():
    assert common(tee(arm=1.9), "corridor")[0].value_m == 0.0
    assert common(tee(arm=2.1), "corridor")[0].value_m > 2.0


def test_where_in_a_wide_mouth_the_second_way_opens_is_left_open():
    path, _ = common(tee(arm=12.0, width=4.0), "corridor")
    most = hypot(12, 2)
    assert path.value_m == pytest.approx(most - 4.0, abs=0.06)
    assert path.value_m + path.error_m == pytest.approx(most, abs=0.06)


def test_a_room_shares_the_way_to_its_door_and_not_more():
    m = straight()
    m.room("room", 6, 2.2, 12, 8.2)
    m.door("door", 9, 2.1)
    path, _ = common(m, "room")
    # from the farthest corner round the jamb to the middle of the door's outer face
    jamb = hypot(3 - 0.5, 6.0)
    straight_m = hypot(3, 6.2)
    assert straight_m - 1e-4 <= path.value_m + path.error_m and path.value_m <= jamb + hypot(0.5, 0.2) + 1e-6
    assert path.parts_at == pytest.approx((9, 2.0, 0.0), abs=1e-3)


def test_a_room_in_a_room_shares_the_way_through_both():
    m = straight()
    m.room("outer", 6, 2.2, 12, 8.2)
    m.door("door", 9, 2.1)
    m.room("inner", 6, 8.4, 12, 10.4)
    m.door("inner-door", 9, 8.3)
    outer, _ = common(m, "outer")
    inner, _ = common(m, "inner")
    assert inner.parts_at == outer.parts_at
    assert inner.value_m > 8.2


def test_a_room_with_a_door_at_either_end_of_the_corridor_shares_nothing():
    m = straight()
    m.room("hall", 0, 2.2, 20, 12.2)
    m.door("door-1", 2, 2.1)
    m.door("door-2", 18, 2.1)
    assert common(m, "hall")[0].value_m == 0.0


def test_a_ring_leaves_a_choice_everywhere():
    assert common(loop(), "ring")[0].value_m == 0.0


def test_a_pillar_in_the_mouth_of_a_blind_arm_makes_no_second_way():
    m = tee(arm=10.0)
    m.pillar("pillar", 9.7, 1.7, 10.3, 2.3, "G")
    assert common(m, "corridor")[0].value_m > 9.9


def test_two_doors_into_one_stair_are_one_exit():
    kind = Reviews(stairs={"stair": "enclosed"})
    path, way = common(two_doors_one_stair(), "hall-U", kind)
    assert path.parts_at is None
    assert path.value_m == way.value_m


def test_two_stairs_are_two():
    kind = Reviews(stairs={"stair": "enclosed", "stair2": "enclosed"})
    path, way = common(two_doors_one_stair(other_exit=True), "hall-U", kind)
    assert path.parts_at is not None
    assert path.value_m < way.value_m


def test_the_longest_common_path_need_not_start_at_the_farthest_point():
    """The corridor's middle is 20 m from both ends; a small room near the west end is 5 m from its exit, and all of
    the way to its own door is shared."""
    m = straight(length=40.0)
    m.room("near", 2, 2.2, 4, 5.2)
    m.door("door", 3, 2.1)
    rows = by_guid(analyse(m.facts).spaces)
    assert rows["corridor"].storey_exit.counts.value_m > rows["near"].storey_exit.counts.value_m
    assert rows["corridor"].common_path.counts.value_m < rows["near"].common_path.counts.value_m


def test_within_one_space_the_farthest_for_travel_is_not_the_farthest_for_the_common_path():
    """A blind arm near the west exit: the middle of the corridor is the farthest from the exits."""
    m = straight(length=60.0)
    m.facts.spaces.clear()
    m.room("corridor", 0, 0, 0, 0, floor=box(0, 0, 60, 2).union(box(4, 2, 6, 10)))
    path, way = common(m, "corridor")
    assert way.start[0] == pytest.approx(30.0, abs=0.5)
    assert path.path[0][:2] == pytest.approx((5.0, 10.0), abs=0.1)


def test_nobody_can_leave():
    m = Model()
    m.storey("G", 0.0)
    m.room("a", 0, 0, 4, 4)
    assert analyse(m.facts).spaces[0].common_path is None


def test_stairs_of_unknown_kind_are_read_both_ways():
    rows = by_guid(analyse(two_doors_one_stair(other_exit=True).facts).spaces)
    both = rows["hall-U"].common_path
    assert both.counts.exits != both.not_counts.exits
    assert both.not_counts.value_m >= both.counts.value_m
