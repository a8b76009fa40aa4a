from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import panels
from core.models import Job
from core.scope import scope_of
from inspections.models import Hazard
from inspections.selectors import counts, my_queue
from inspections.words import ACTS
from inspections.workflow import Act, State
from portal.keyset import count_of
from portal.reader import reader
from portal.selectors.districts import parts
from portal.views.jobs import told
from registry.models import Building, ImportBatch

NEXT: dict[str, Act] = {
    State.PROPOSED: Act.VERIFY,
    State.REPORTED: Act.VERIFY,
    State.VERIFIED: Act.GRADE,
    State.GRADED: Act.ISSUE_ORDER,
    State.ORDER_ISSUED: Act.SERVE,
    State.RECTIFYING: Act.SUBMIT,
    State.RETURNED: Act.SUBMIT,
    State.SUBMITTED: Act.START_REINSPECTION,
    State.REINSPECTING: Act.CLOSE,
}
"""The act that moves a hazard on: what the queue says is to be done."""
FIRMS = frozenset({"manager", "maintainer"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My work: the queue by the next clock, the reader's own numbers, jobs since yesterday."""
    user = reader(request)
    functions = scope_of(user).functions
    context = {
        "section": "home",
        "queue": [(row, _to_do(row.hazard, functions)) for row in my_queue(user, limit=30)],
        "figures": counts(user),
        "open_hazards": Hazard.objects.visible_to(user).open().count(),
        "imminent": Hazard.objects.visible_to(user).open().filter(imminent=True).count(),
        "buildings": count_of(Building.objects.visible_to(user)),
        "parts": parts(user),
        "jobs": _jobs(user),
        "previews": ImportBatch.objects.visible_to(user).filter(state="previewed")[:5],
        "panels": panels.built("home", user, request),
    }
    return render(request, "portal/home.html", context)


def _to_do(hazard: Hazard, functions: frozenset[str]) -> Any:
    """For the authority a missed deadline means a re-inspection, whatever the party says."""
    act = NEXT[hazard.state]
    if act is Act.SUBMIT and not functions & FIRMS:
        act = Act.START_REINSPECTION
    return ACTS[act]


def _jobs(user: Any) -> list[dict[str, Any]]:
    since = timezone.now() - dt.timedelta(days=1)
    return [told(job) for job in Job.objects.visible_to(user).filter(created_at__gte=since)[:6]]
