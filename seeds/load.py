"""Code tables into the database, by a command, never by migrations; a changed row is updated, none is deleted."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from core.models import CalendarDay, CalendarYear
from inspections.services.tables import load_grade_scales, load_paper_titles
from registry.models import IdentifierScheme
from seeds.tables import calendar_years, table

CALENDAR = "cn"


@transaction.atomic
def load_all() -> dict[str, int]:
    """Every table; name -> number of rows."""
    return {
        "calendar": _calendar(),
        "identifier schemes": _schemes(),
        "grades": load_grade_scales(table("grade_scales")),
        "paper titles": load_paper_titles(table("paper_titles")),
    }


def _calendar() -> int:
    for year in sorted(calendar_years()):
        CalendarYear.objects.get_or_create(calendar=CALENDAR, year=year)
    rows = table("calendar_cn")
    for row in rows:
        values = {"kind": row["kind"], "name": row["name"]}
        CalendarDay.objects.update_or_create(calendar=CALENDAR, day=dt.date.fromisoformat(row["date"]), defaults=values)
    return len(rows)


def _schemes() -> int:
    rows = table("identifier_schemes")
    for row in rows:
        values = {name: row[name] for name in ("name", "name_en", "pattern")}
        values_and_rule = {**values, "unique_per_building": row["unique_per_building"] == "true"}
        IdentifierScheme.objects.update_or_create(code=row["code"], defaults=values_and_rule)
    return len(rows)
