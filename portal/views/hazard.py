from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from inspections.models import Hazard
from inspections.selectors import clock_face, hazard_rows, storey_name
from inspections.services import acts
from inspections.words import ACTS
from portal.act_forms import ActForm, act_forms, names
from portal.photos import received
from portal.reader import reader
from portal.selectors.events import of_hazard
from portal.selectors.evidence import evidence


@require_safe
def hazard(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """One hazard: clocks, finding, evidence, history, and the acts that are lawful now."""
    found = _hazard(request, uuid)
    return _page(request, found, act_forms(found, reader(request)))


@require_POST
def hazard_act(request: HttpRequest, uuid: uuid.UUID, act: str) -> HttpResponse:
    """Do one act. What was typed stays when it is refused; the version read guards against a second effect."""
    found, user = _hazard(request, uuid), reader(request)
    offers = {form.offer.act: form.offer for form in act_forms(found, user)}
    given = {name: request.POST.get(name, "") for name in names(offers[act])} if act in offers else {}
    version = request.POST.get("version", "")
    try:
        data: dict[str, Any] = {name: value for name, value in given.items() if value}
        if "photos" in given:
            data["photos"] = received(request)
        base = int(version) if version.isdecimal() and len(version) < 10 else 0
        done = acts.perform(actor=user, hazard=found, act=act, data=data, base_version=base)
    except DomainError as problem:
        found.refresh_from_db()
        forms = act_forms(found, user, failed=act, given=given, error=problem)
        if act not in {form.offer.act for form in forms}:
            messages.error(request, str(problem))
        return _page(request, found, forms, status=422)
    words = {str(name): label for name, label in ACTS.items()}
    messages.success(request, _("Done and recorded: %(act)s.") % {"act": words.get(act, act)})
    return redirect("hazard", uuid=done.uuid)


def _hazard(request: HttpRequest, key: uuid.UUID) -> Hazard:
    rows = Hazard.objects.visible_to(reader(request))
    found: Hazard = get_object_or_404(
        rows.select_related("building__area", "grade__scale", "responsible", "place", "found_by"), uuid=key
    )
    return found


def _page(request: HttpRequest, found: Hazard, forms: list[ActForm], status: int = 200) -> HttpResponse:
    [row] = hazard_rows([found], clock_face())
    moving = sorted((f for f in forms if f.offer.act not in ASIDE), key=lambda form: form.offer.act in SECOND)
    failed = next((form.offer.act for form in forms if form.error or any(f.error for f in form.fields)), "")
    context = {
        "section": "hazards",
        "row": row,
        "hazard": found,
        "storey": storey_name(found),
        "moving": moving,
        "aside": [form for form in forms if form.offer.act in ASIDE],
        "failed": failed or (moving[0].offer.act if moving else ""),
        "entries": of_hazard(found),
        "evidence": evidence(found),
        "orders": found.orders.all(),
        "findings": found.hazardfindings.all(),
        "deadlines": found.deadlines.all(),
    }
    return render(request, "portal/hazard.html", context, status=status)


ASIDE = frozenset({"flag_imminent", "lift_imminent", "take_measures", "reassign", "regrade"})
"""Acts that add to the case without moving it; they stand below, folded."""
SECOND = frozenset({"dismiss", "reopen"})
"""Acts that lead away from the usual way: never the one button that stands out."""
