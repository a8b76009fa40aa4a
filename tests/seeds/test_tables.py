"""The code tables hold together and agree with the words of the program."""

from __future__ import annotations

import datetime as dt

import pytest

from core.calendar import WorkCalendar
from core.models import Area
from inspections.models import Grade, PaperTitle
from inspections.models.papers import PaperKind
from inspections.models.scales import DayKind
from inspections.services.tables import load_grade_scales, load_paper_titles
from inspections.workflow import Policy
from registry.fields import FIELDS, STRUCTURE_DETAIL
from registry.identifier_schemes import KNOWN
from registry.models.choices import Structure, Use
from seeds.tables import FOLDER, NAMES, calendar_years, table


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    rows = table("calendar_cn")
    off = frozenset(day(row["date"]) for row in rows if row["kind"] == "off")
    work = frozenset(day(row["date"]) for row in rows if row["kind"] == "work")
    return WorkCalendar(calendar_years(), off, work)


def test_every_table_is_listed_and_described():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(NAMES)
    text = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in NAMES)


def test_an_unknown_table_is_named():
    with pytest.raises(KeyError, match="there is no table"):
        table("../secret")


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_whole_and_trimmed(name):
    rows = table(name)
    assert rows
    for row in rows:
        assert None not in row
        assert all(value is not None and value == value.strip() for value in row.values())


def test_days_are_listed_once_in_order():
    days = [row["date"] for row in table("calendar_cn")]
    assert days == sorted(set(days))
    assert {row["kind"] for row in table("calendar_cn")} == {"off", "work"}
    assert calendar_years() == {2024, 2025, 2026}


def test_make_up_days_are_weekend_days():
    work = [day(row["date"]) for row in table("calendar_cn") if row["kind"] == "work"]
    assert all(date.weekday() >= 5 for date in work)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("2024-02-09", True),  # a Friday; New Year's Eve was no public holiday in 2024
        ("2024-02-12", False),  # Monday of the Spring Festival
        ("2024-02-18", True),  # Sunday made up
        ("2025-01-27", True),  # Monday before the Spring Festival of 2025
        ("2025-01-28", False),
        ("2025-02-08", True),  # Saturday made up
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2026-01-04", True),  # Sunday made up
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-06-22", True),  # Monday after the Dragon Boat Festival
        ("2026-10-10", True),  # Saturday made up
    ],
)
def test_known_days(calendar, text, working):
    assert calendar.is_working_day(day(text)) is working


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2024, 251),  # 366 days - 104 weekend days - 11 statutory holidays
        (2025, 248),  # 365 - 104 - 13: New Year's Eve and 2 May were added
        (2026, 248),  # 365 - 104 - 13
    ],
)
def test_a_year_has_its_working_days(calendar, year, working_days):
    """Make-up days move days, they add none: the count follows from the statute alone."""
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    assert sum(calendar.is_working_day(date) for date in days) == working_days


def test_codes_are_those_of_the_program():
    assert [row["level"] for row in table("area_levels")] == list(Area.Level.values)
    assert {row["code"] for row in table("uses")} == set(Use.values)
    first = {row["code"] for row in table("structure_types") if row["level"] == "1"}
    second = {row["code"] for row in table("structure_types") if row["level"] == "2"}
    assert first == set(Structure.values)
    assert second == set(STRUCTURE_DETAIL) - {"other"}
    assert {row["parent"] for row in table("structure_types") if row["level"] == "2"} <= first
    assert {row["field"] for row in table("freshness")} <= set(FIELDS)
    assert {row["kind"] for row in table("paper_titles")} == set(PaperKind.values)


def test_identifier_schemes_are_those_of_the_registry():
    rows = [
        (row["code"], row["name"], row["pattern"], row["unique_per_building"]) for row in table("identifier_schemes")
    ]
    known = [(code, name, pattern, str(unique).lower()) for code, name, _, pattern, unique in KNOWN]
    assert sorted(rows) == sorted(known)


def test_grades_use_known_days_and_policies():
    rows = table("grade_scales")
    assert {row["day_kind"] for row in rows} <= set(DayKind.values)
    assert {row["reinspector"] for row in rows} <= {policy.value for policy in Policy}
    assert {row["legal_basis"] for row in rows} == {row["legal_basis"] for row in table("paper_titles")}
    for row in rows:
        assert (row["severe"] == "true") == (row["grade"] in ("severe", "major"))
        assert int(row["deadline_days"]) > 0


def test_letters_are_a_b_or_c():
    for name in NAMES:
        for row in table(name):
            assert row.get("confidence", "B") in ("A", "B", "C")


@pytest.mark.django_db
def test_grades_and_titles_load_twice_into_the_same_rows():
    for _ in range(2):
        load_grade_scales(table("grade_scales"))
        load_paper_titles(table("paper_titles"))
    assert Grade.objects.count() == 6
    assert PaperTitle.objects.count() == 9
    assert PaperTitle.objects.get(kind="order", legal_basis="house").title == "房屋安全隐患整改通知书"
