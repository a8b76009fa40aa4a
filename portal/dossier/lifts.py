"""Lifts with state, clocks and what was done to them."""

from __future__ import annotations

import re
from typing import Any

from core.models import User
from portal.panels.registry import verdict_of
from registry.models import Building, Elevator, ElevatorRecord
from registry.schedules import CURRENT, FAILED, OPEN, OVERDUE
from registry.selectors.elevators import LiftClocks, with_clocks

SOURCE = re.compile(r"\s*[（(](?:TSG|GB)[^（()）]*(?:\([^)]*\))?[^（()）]*[)）]$")
"""The rule's source at the end of a statement: printed in full in the section, left out in the summary."""
RECORDS = 6
"""Latest records printed for each lift; how many there are is said."""


def lifts_of(building: Building, user: User) -> list[dict[str, Any]]:
    rows = Elevator.objects.visible_to(user).filter(building=building).exclude(service=Elevator.Service.SCRAPPED)
    return [_lift(found) for found in with_clocks(rows)]


def _lift(found: LiftClocks) -> dict[str, Any]:
    lift = found.elevator
    records = lift.records.order_by("-done_on", "-pk")
    return {
        "name": lift.label,
        "code": lift.code,
        "rescue_code": lift.rescue_code,
        "installed_on": lift.installed_on,
        "service": lift.get_service_display(),
        "stopped": lift.service != Elevator.Service.IN_SERVICE,
        "verdict": str(verdict_of(found)),
        "news": _news(found),
        "statements": list(found.statements),
        "records": [_record(one) for one in records.select_related("document")[:RECORDS]],
        "record_count": records.count(),
    }


def _news(found: LiftClocks) -> list[str]:
    """What is late or failed; where nothing is, what comes next."""
    pairs = list(zip(found.clocks, found.statements, strict=True))
    bad = [words for clock, words in pairs if clock.state in (OVERDUE, FAILED)]
    dated = [(clock.due_on, words) for clock, words in pairs if clock.due_on and clock.state in (CURRENT, OPEN)]
    told = bad or [words for _due, words in sorted(dated, key=lambda pair: pair[0])[:1]] or [pairs[0][1]]
    return [SOURCE.sub("", words) for words in told]


def _record(one: ElevatorRecord) -> dict[str, Any]:
    return {
        "kind": one.get_kind_display(),
        "done_on": one.done_on,
        "result": one.get_result_display(),
        "failed": one.result == ElevatorRecord.Result.FAILED,
        "body": one.body,
        "note": one.note,
        "document": one.document.sha256 if one.document else "",
    }
