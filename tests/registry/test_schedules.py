"""Clocks of lifts. Every date here was worked out by hand from the cycle 1, 4, 7, 9, 11, 13, 15, then yearly."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.schedules import Clock, Done, clocks, next_inspection_year, next_self_test_year, years_between

D = dt.date
INSTALLED = D(2015, 5, 12)


def at(today: dt.date, *records: Done, installed: dt.date | None = INSTALLED, every: int = 15) -> dict[str, Clock]:
    return {c.kind: c for c in clocks(installed_on=installed, records=records, interval_days=every, today=today)}


def inspected(year: int, month: int = 5, day: int = 20, *, passed: bool = True) -> Done:
    return Done("inspection", D(year, month, day), passed)


def self_tested(year: int, month: int = 5, *, passed: bool = True) -> Done:
    return Done("self_test", D(year, month, 20), passed)


def test_the_cycle_by_year_number() -> None:
    years, year = [], 0
    while year < 18:
        year = next_inspection_year(year)
        years.append(year)
    assert years == [1, 4, 7, 9, 11, 13, 15, 16, 17, 18]
    # Years 1 to 15 without 1, 4, 7, 9, 11, 13, 15.
    tests, test_year = [], next_self_test_year(0)
    while test_year is not None:
        tests.append(test_year)
        test_year = next_self_test_year(test_year)
    assert tests == [2, 3, 5, 6, 8, 10, 12, 14]


# (passed inspections as (year, month), expected next due date). Installed in May 2015.
CASES = [
    ([], D(2016, 5, 31)),  # year 1
    ([(2016, 5)], D(2019, 5, 31)),  # years 1 -> 4: three more years
    ([(2016, 5), (2019, 5)], D(2022, 5, 31)),  # 4 -> 7
    ([(2016, 5), (2019, 5), (2022, 5)], D(2024, 5, 31)),  # 7 -> 9: two years
    ([(2016, 4)], D(2019, 4, 30)),  # one month early keeps year 1, the month moves to April
    ([(2016, 8)], D(2019, 8, 31)),  # three months late: still year 1, the month moves to August
    ([(2017, 6)], D(2019, 6, 30)),  # more than a year late: that is year 2; the next is year 4, two years on
    ([(2016, 3)], D(2016, 5, 31)),  # two months early is too early: it counts for nothing yet
    ([(2016, 5), (2016, 9)], D(2019, 5, 31)),  # a repeat within the year moves nothing
    ([(2016, 4), (2019, 3)], D(2022, 3, 31)),  # early twice in a row: years 1 and 4, then 7
    ([(2030, 5)], D(2031, 5, 31)),  # year 15: yearly from here
    ([(2024, 2)], D(2025, 2, 28)),  # February 2024 is 105 months on, 106 with the early one: year 8; next 9
]


@pytest.mark.parametrize(("done", "due"), CASES)
def test_next_inspection(done: list[tuple[int, int]], due: dt.date) -> None:
    clock = at(D(2031, 1, 1), *(inspected(y, m) for y, m in done))["inspection"]
    assert clock.due_on == due
    assert clock.edition == "TSG T7001-2023"
    assert clock.confidence == "A"


def test_due_is_the_end_of_the_month_and_opens_one_month_before() -> None:
    done = inspected(2016)
    states = {day: at(day, done)["inspection"].state for day in (D(2019, 3, 31), D(2019, 4, 1), D(2019, 5, 31))}
    assert states == {D(2019, 3, 31): "current", D(2019, 4, 1): "open", D(2019, 5, 31): "open"}
    assert at(D(2019, 6, 1), done)["inspection"].state == "overdue"


def test_a_leap_february_ends_on_the_29th() -> None:
    clock = at(D(2023, 1, 1), installed=D(2023, 2, 3) - dt.timedelta(days=365))["inspection"]
    assert clock.due_on == D(2023, 2, 28)
    assert at(D(2023, 3, 1), installed=D(2023, 2, 3))["inspection"].due_on == D(2024, 2, 29)


def test_both_clocks_are_overdue_each_for_itself() -> None:
    # Inspected in year 1 (May 2016) and nothing since; July 2019. Self-test of year 2 was due in May 2017.
    found = at(D(2019, 7, 1), inspected(2016))
    assert (found["inspection"].state, found["inspection"].due_on) == ("overdue", D(2019, 5, 31))
    assert (found["self_test"].state, found["self_test"].due_on) == ("overdue", D(2017, 5, 31))


def test_the_self_test_can_be_overdue_alone_and_the_inspection_alone() -> None:
    only_test = at(D(2018, 7, 1), inspected(2016), self_tested(2017))
    assert (only_test["inspection"].state, only_test["self_test"].state) == ("current", "overdue")
    assert only_test["self_test"].due_on == D(2018, 5, 31)
    # Self-tests of years 2 and 3 done; in June 2019 the inspection of year 4 is missing, the next self-test is year 5.
    only_inspection = at(D(2019, 6, 2), inspected(2016), self_tested(2017), self_tested(2018))
    assert (only_inspection["inspection"].state, only_inspection["self_test"].state) == ("overdue", "current")
    assert only_inspection["self_test"].due_on == D(2020, 5, 31)


def test_after_year_15_there_is_no_self_test() -> None:
    clock = at(D(2030, 6, 1), inspected(2030))["self_test"]
    assert (clock.state, clock.due_on) == ("not_applicable", None)


def test_a_failed_inspection_is_no_inspection() -> None:
    found = at(D(2016, 6, 1), inspected(2016, passed=False))["inspection"]
    assert (found.state, found.due_on) == ("failed", D(2016, 5, 31))
    repeated = at(D(2016, 6, 30), inspected(2016, passed=False), inspected(2016, 6, 10))["inspection"]
    assert (repeated.state, repeated.due_on) == ("current", D(2019, 6, 30))


def test_without_a_date_of_installation_nothing_is_known() -> None:
    found = at(D(2020, 1, 1), inspected(2019), installed=None)
    assert {found["inspection"].state, found["self_test"].state, found["maintenance"].state} == {"no_data"}
    assert found["inspection"].last_on == D(2019, 5, 20)


def test_past_the_due_date_without_any_record_is_unknown_neither_current_nor_late() -> None:
    clock = at(D(2016, 6, 1))["inspection"]
    assert (clock.state, clock.reason) == ("no_data", "no_record")


def test_a_new_lift_is_current_until_its_first_due_date() -> None:
    clock = at(D(2015, 11, 1))["inspection"]
    assert (clock.state, clock.reason) == ("current", "no_record")


def test_records_of_the_future_do_not_count() -> None:
    assert at(D(2016, 6, 1), inspected(2017))["inspection"].state == "no_data"


def test_maintenance_every_fifteen_days() -> None:
    done = Done("maintenance", D(2024, 2, 20), True)
    # 20 February + 15 days in a leap year: 9 days to the 29th, 6 more: 6 March.
    assert at(D(2024, 3, 6), done)["maintenance"].due_on == D(2024, 3, 6)
    assert at(D(2024, 3, 6), done)["maintenance"].state == "current"
    assert at(D(2024, 3, 7), done)["maintenance"].state == "overdue"
    assert at(D(2024, 3, 7), done)["maintenance"].edition == "TSG T5002-2017"


def test_a_longer_agreed_interval_says_so() -> None:
    clock = at(D(2024, 3, 7), Done("maintenance", D(2024, 2, 20), True), every=30)["maintenance"]
    assert (clock.state, clock.due_on, clock.reason) == ("current", D(2024, 3, 21), "longer_interval")


def test_year_of_a_deed() -> None:
    assert [years_between(D(2015, 11, 30), d) for d in (D(2016, 9, 30), D(2016, 10, 1), D(2017, 9, 30))] == [0, 1, 1]
