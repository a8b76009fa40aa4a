"""Hazards in every state: reported by people or proposed by checks, moved on by the workflow and by nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.models import User
from inspections.models import Hazard
from inspections.services.acts import perform
from inspections.services.reporting import report
from inspections.workflow import State
from registry.models import Building, Responsibility, Role
from seeds.demo.photos import take_photo


@dataclass(frozen=True, slots=True)
class Case:
    """What to report, how far to take it, and how many days ago the order was served."""

    title: str
    title_en: str
    until: State
    grade: str = "house/general"
    served_days_ago: int = 10
    imminent: bool = False
    returned: bool = False


CASES = (
    Case("楼梯间停放充电电动自行车", "E-bikes charging in the stairwell", State.REPORTED),
    Case("外墙面砖空鼓脱落", "Loose tiles on the façade", State.REPORTED, imminent=True),
    Case("顶层疏散门上锁", "Exit door on the top floor locked", State.VERIFIED),
    Case("屋面女儿墙开裂", "Cracked parapet", State.DISMISSED),
    Case("承重墙被拆改", "Load-bearing wall altered", State.GRADED, grade="house/severe"),
    Case("消防车道长期停车占用", "Fire lane blocked by parked cars", State.ORDER_ISSUED, grade="fire/general"),
    Case("前室堆放纸箱、婴儿车", "Boxes and prams in the lobby", State.RECTIFYING, served_days_ago=3),
    Case(
        "消火栓箱内无水带", "Hydrant cabinet without hose", State.RECTIFYING, grade="fire/general", served_days_ago=75
    ),
    Case("疏散指示标志损坏", "Exit signs broken", State.SUBMITTED, served_days_ago=20),
    Case("防火门闭门器缺失", "Fire doors without closers", State.SUBMITTED, grade="fire/general", served_days_ago=60),
    Case("电缆井未封堵", "Cable shaft not sealed", State.REINSPECTING, served_days_ago=25),
    Case("应急照明不亮", "Emergency lighting dead", State.RETURNED, served_days_ago=40),
    Case("阳台栏杆锈蚀松动", "Balcony railing rusted and loose", State.CLOSED, served_days_ago=45, returned=True),
    Case("地下室渗水", "Water in the basement", State.CLOSED, served_days_ago=90),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays whom. The re-inspector is neither finder nor rectifier."""

    officer: User
    verifier: User
    inspector: User
    reinspector: User
    managers: dict[int, User]
    """Organisation key -> its person."""


def play_all(cast: Cast, buildings: list[Building], today: dt.date) -> list[Hazard]:
    """Every case on a building of its own, in rounds; those that are there already stay as they are."""
    pairs = [(building, CASES[n % len(CASES)]) for n, building in enumerate(buildings)]
    played = set(Hazard.objects.filter(title__in={case.title for case in CASES}).values_list("building_id", "title"))
    return [
        _play(cast, building, case, n, today)
        for n, (building, case) in enumerate(pairs)
        if (building.pk, case.title) not in played
    ]


def _play(cast: Cast, building: Building, case: Case, number: int, today: dt.date) -> Hazard:
    hazard = report(
        actor=cast.inspector,
        building=building,
        title=case.title,
        title_en=case.title_en,
        description="",
        source="visit",
        found_on=today - dt.timedelta(days=case.served_days_ago + 2),
    )
    if case.imminent:
        do(cast.inspector, hazard, "flag_imminent", reason="墙面砖可能坠落伤人")
        do(cast.inspector, hazard, "take_measures", measures="设置围挡，疏散通道改由北侧通行")
    if case.until == State.DISMISSED:
        return do(cast.verifier, hazard, "dismiss", reason="现场核实为旧装饰缝，非开裂")
    for state, step in _steps(cast, building, case, number, today):
        if hazard.state == case.until:
            break
        hazard = step(hazard)
        assert hazard.state == state, (hazard.state, state)
    return hazard


Step = Callable[[Hazard], Hazard]


def _steps(cast: Cast, building: Building, case: Case, number: int, today: dt.date) -> list[tuple[State, Step]]:
    served = today - dt.timedelta(days=case.served_days_ago)
    before = [
        (State.VERIFIED, lambda h: do(cast.verifier, h, "verify")),
        (State.GRADED, lambda h: do(cast.officer, h, "grade", grade=case.grade)),
        (
            State.ORDER_ISSUED,
            lambda h: do(cast.officer, h, "issue_order", demand="限期整改，恢复原状并提交照片", issued_on=served),
        ),
        (
            State.RECTIFYING,
            lambda h: do(cast.inspector, h, "serve", served_on=served, method="direct", receiver="物业值班员"),
        ),
        (State.SUBMITTED, lambda h: _submit(cast, building, h, number)),
        (State.REINSPECTING, lambda h: do(cast.reinspector, h, "start_reinspection")),
    ]
    sent_back = (State.RETURNED, lambda h: do(cast.reinspector, h, "return", reason="照片所示部位仍未恢复，请补充整改"))
    close = (State.CLOSED, lambda h: _close(cast, h, number))
    if case.until == State.RETURNED:
        return [*before, sent_back]
    if case.returned:
        again = (State.SUBMITTED, lambda h: _submit(cast, building, h, number + 1000))
        return [*before, sent_back, again, (State.REINSPECTING, before[5][1]), close]
    return [*before, close]


def _submit(cast: Cast, building: Building, hazard: Hazard, number: int) -> Hazard:
    manager = cast.managers[hazard.responsible_id] if hazard.responsible_id else cast.officer
    photo = take_photo(manager, number, mended=True)
    return do(manager, hazard, "submit_rectification", text="已按要求整改完毕，照片附后", photos=[photo.sha256])


def _close(cast: Cast, hazard: Hazard, number: int) -> Hazard:
    photo = take_photo(cast.reinspector, number + 5000, mended=True)
    return do(
        cast.reinspector,
        hazard,
        "close",
        closing_kind="engineering",
        photos=[photo.sha256],
        text="现场复查，已整改到位",
    )


def do(actor: User, hazard: Hazard, act: str, **data: Any) -> Hazard:
    return perform(actor=actor, hazard=hazard, act=act, data=data)


def managed_by(organisations: set[int]) -> list[Building]:
    """Buildings whose manager has a person in the demo, in order of their keys."""
    links = Responsibility.objects.current().filter(role=Role.MANAGER, organisation_id__in=organisations)
    return [link.building for link in links.select_related("building").order_by("building_id")]
