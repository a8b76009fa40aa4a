"""Exits that lie near each other count as one."""

from bim.egress import analyse
from bim.egress.alternatives import exits_apart
from tests.bim.egress.alternatives.samples import straight


def number(m, least_m):
    result = analyse(m.facts)
    found = exits_apart(result.exit_pairs.counts, result.exit_losses.counts, least_m)
    assert all(s.two_ways for s in result.storeys)
    return next(iter(found.values()))


def test_adjacent_doors_are_one_exit_where_five_metres_are_asked():
    m = straight(exits=("west",), length=40.0)
    m.door("one", 20, 2.1)
    m.door("two", 24, 2.1)
    assert (number(m, 5.0), number(m, 2.9)) == (2, 3)


def test_a_row_of_doors_is_one_exit():
    m = straight(exits=(), length=40.0)
    for i in range(5):
        m.door(f"d{i}", 4 + 5 * i, 2.1)
    assert (number(m, 5.0), number(m, 3.9)) == (1, 5)
