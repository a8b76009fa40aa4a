"""A small town for the tests of the hazard workflow: people, one building, grades, titles, photos."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from dataclasses import dataclass
from typing import Any

from core.models import Area, CalendarDay, CalendarYear, Function, Organisation, User
from core.services.files import store_bytes
from inspections.models import Hazard, Photo, PhotoUpload
from inspections.services.acts import perform
from inspections.services.reporting import report
from inspections.services.tables import load_grade_scales, load_paper_titles, set_paper_prefix
from registry.models import Building
from tests.factories.buildings import make_building, make_responsibility
from tests.factories.people import make_area, make_member, make_organisation

_numbers = itertools.count(1)

GRADE_ROWS = [
    {
        "scale": "fire",
        "version": "1",
        "legal_basis": "fire",
        "scale_name": "火灾隐患等级",
        "scale_name_en": "Fire hazards",
        "order": "1",
        "grade": "general",
        "grade_name": "一般火灾隐患",
        "grade_name_en": "General fire hazard",
        "severe": "false",
        "deadline_days": "10",
        "day_kind": "working",
        "reinspect_days": "3",
        "reinspector": "any_officer",
    },
    {
        "scale": "fire",
        "version": "1",
        "legal_basis": "fire",
        "scale_name": "火灾隐患等级",
        "scale_name_en": "Fire hazards",
        "order": "2",
        "grade": "major",
        "grade_name": "重大火灾隐患",
        "grade_name_en": "Major fire hazard",
        "severe": "true",
        "deadline_days": "5",
        "day_kind": "calendar",
        "reinspect_days": "3",
        "reinspector": "not_the_finder",
    },
]
PAPER_ROWS = [
    {
        "kind": "order",
        "legal_basis": "fire",
        "title": "责令限期改正通知书",
        "title_en": "Notice to correct by a date",
        "number_word": "整",
        "appeal": "如不服，可申请行政复议。",
        "appeal_en": "You may apply for review.",
    }
]


@dataclass
class Town:
    street: Area
    building: Building
    firm: Organisation
    officer: User
    verifier: User
    inspector: User
    second: User
    manager: User


def make_town(name: str = "甲") -> Town:
    load_grade_scales(GRADE_ROWS)
    load_paper_titles(PAPER_ROWS)
    city = make_area(level="city", name=f"{name}市")
    district = make_area(city, level="district", name=f"{name}区")
    street = make_area(district, name=f"{name}街道")
    set_paper_prefix(area=district, prefix=name)
    building = make_building(area=street, name=f"{name}楼")
    firm = make_organisation(name=f"{name}物业")
    make_responsibility(building=building, organisation=firm)
    staff = {f: make_member(f, area=street) for f in (Function.OFFICER, Function.VERIFIER, Function.INSPECTOR)}
    return Town(
        street,
        building,
        firm,
        staff[Function.OFFICER],
        staff[Function.VERIFIER],
        staff[Function.INSPECTOR],
        make_member(Function.INSPECTOR, area=street),
        make_member(Function.MANAGER, organisation=firm),
    )


def make_calendar() -> None:
    """2026 with one holiday week (1 to 5 May, a Friday to Tuesday) and a make-up Saturday (9 May)."""
    CalendarYear.objects.create(calendar="cn", year=2026)
    for day in (1, 4, 5):
        CalendarDay.objects.create(calendar="cn", day=dt.date(2026, 5, day), kind="off")
    CalendarDay.objects.create(calendar="cn", day=dt.date(2026, 5, 9), kind="work")


def make_photo(user: User, *, taken_on: dt.date | None = None, received_on: dt.date | None = None) -> Photo:
    """A photo as the upload service leaves it, without a picture: the workflow never opens it."""
    from django.utils import timezone

    data = f"photo {next(_numbers)}".encode()
    stored = store_bytes(data, media_type="image/jpeg")
    photo = Photo.objects.create(
        sha256=hashlib.sha256(data).hexdigest(),
        original=stored,
        rendition=stored,
        width=8,
        height=6,
        taken_on=taken_on,
        received_on=received_on or timezone.localdate(),
    )
    PhotoUpload.objects.create(photo=photo, user=user)
    return photo


def make_hazard(town: Town, **fields: Any) -> Hazard:
    return report(
        actor=fields.pop("actor", town.inspector),
        building=town.building,
        title=fields.pop("title", "楼梯间堆放杂物"),
        title_en="Goods in the stairwell",
        **fields,
    )


def bring_to(
    town: Town, state: str, *, today: dt.date, grade: str = "fire/general", hazard: Hazard | None = None
) -> Hazard:
    """Carry a hazard forward by the ordinary acts until it stands in ``state``; issued and served today."""
    hazard = hazard or make_hazard(town)
    if hazard.known_since > today:
        # Carried through days that are over: then it was found on the first of them.
        Hazard.objects.filter(pk=hazard.pk).update(found_on=today)
        hazard.refresh_from_db()
    order = ["proposed", "reported", "verified", "graded", "order_issued", "rectifying", "returned", "submitted"]
    steps: list[tuple[str, User, str, Any]] = [
        ("verified", town.verifier, "verify", {}),
        ("graded", town.officer, "grade", {"grade": grade}),
        ("order_issued", town.officer, "issue_order", {"demand": "清除杂物", "issued_on": today}),
        ("rectifying", town.inspector, "serve", {"served_on": today, "method": "direct"}),
        ("submitted", town.manager, "submit_rectification", None),
    ]
    for reached, who, act, data in steps:
        if hazard.state == state:
            break
        if order.index(reached) <= order.index(hazard.state):
            continue
        if data is None:
            data = {"text": "已清除", "photos": [make_photo(who).sha256]}
        hazard = perform(actor=who, hazard=hazard, act=act, data=data)
        assert hazard.state == reached
    assert hazard.state == state
    return hazard
