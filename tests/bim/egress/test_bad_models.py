"""What cannot be measured is None with a reason, never a guess and never an error."""

from shapely import MultiPolygon, Polygon, box

from bim.egress import analyse
from bim.facts import ModelFacts
from tests.bim.egress.build import Model, by_guid
from tests.bim.egress.samples import two_storeys


def reasons(model):
    return {r.guid: r.reason for r in analyse(model.facts).spaces}


def test_empty_model():
    result = analyse(ModelFacts(files=[]))
    assert (result.spaces, result.doors, result.height_m, result.exits_confirmed) == ([], [], None, False)


def test_every_space_has_a_row_and_a_reason():
    m = Model()
    m.storey("G", 0.0)
    m.shapeless("void", "G")
    m.room("shut", 0, 0, 4, 4)
    assert reasons(m) == {"void": "no_geometry", "shut": "no_exit"}
    m.room("open", 10, 0, 14, 4)
    m.door("d", 12, -0.1)
    assert reasons(m) == {"void": "no_geometry", "shut": "not_connected", "open": ""}


def test_unreachable_spaces_are_listed_by_storey():
    m = Model()
    m.storey("G", 0.0)
    m.room("shut", 0, 0, 4, 4)
    m.room("open", 10, 0, 14, 4)
    m.door("d", 12, -0.1)
    row = by_guid(analyse(m.facts).storeys)["G"]
    assert row.unreachable == ("shut",)
    assert row.farthest_space == "open"


def test_space_in_two_pieces_of_which_one_is_shut():
    m = Model()
    m.storey("G", 0.0)
    m.room("twin", 0, 0, 0, 0, floor=MultiPolygon([box(0, 0, 4, 4), box(6, 0, 10, 4)]))
    m.door("d", 2, -0.1)
    assert reasons(m) == {"twin": "not_connected"}


def test_bow_tie_floor_and_repeated_guids_do_not_stop_the_rest():
    m = Model()
    m.storey("G", 0.0)
    m.room("tie", 0, 0, 0, 0, floor=Polygon([(0, 0), (4, 4), (4, 0), (0, 4)]))
    m.room("same", 10, 0, 14, 4)
    m.room("same", 10, 6, 14, 9)
    m.door("d", 12, -0.1)
    rows = analyse(m.facts).spaces
    assert [r.reason for r in rows if r.guid == "same"] == ["", "not_connected"]


def test_stair_without_a_line_or_floor_is_reported_not_walked():
    m = two_storeys()
    m.facts.stairs.clear()
    m.stair("loose", ((50, 50, 0), (50, 54, 3)))
    result = analyse(m.facts)
    assert by_guid(result.spaces)["room"].reason == "not_connected"
    assert any("meets no floor" in s for s in result.stairs[0].evidence)


def test_grouping_space_over_all_rooms_changes_no_distance():
    plain = by_guid(analyse(two_storeys().facts).spaces)
    m = two_storeys()
    m.room("gross", 0, -1, 12, 4.2, 0.0)
    rows = by_guid(analyse(m.facts).spaces)
    assert rows["corridor-G"].travel.value_m == plain["corridor-G"].travel.value_m


def test_progress_is_told():
    told = []
    analyse(two_storeys().facts, progress=lambda step, part: told.append((step, part)))
    assert told[0] == ("graph", 0.0)
    assert told[-1] == ("paths", 1.0)
