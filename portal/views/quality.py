"""The page of a model's data quality: score, complaints, deviations to accept, what is accepted, export recipes."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bim.api.acceptances import bcf_response
from bim.quality.acceptance import Key
from bim.quality.score import demand
from bim.services import acceptances
from bim.services.reviews import MAY_CONFIRM
from core.errors import DomainError
from core.scope import holds
from portal.selectors import quality as select
from portal.views.check import find


@require_safe
def quality(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    check = find(request, check_id)
    report = acceptances.marked_report(check)
    demand(report, settings.MODEL_MIN_SCORE)
    silent, back = select.accepted(check, report)
    context = {
        "section": "models",
        "check": check,
        "version": check.version,
        "building": check.version.building,
        "score": report["quality_score"],
        "aspects": select.scores(report),
        "notes": select.notes(report),
        "deviations": select.deviations(check, report),
        "accepted": silent,
        "back": back,
        "recipes": select.recipes(report),
        "may": holds(request.user, MAY_CONFIRM, check.version.building.area_path),
    }
    return render(request, "portal/check/quality.html", context)


@require_safe
def topics(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    return bcf_response(find(request, check_id))


@require_POST
def accept(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Accept what is ticked, or take it back, with one reason for all."""
    check = find(request, check_id)
    actor: Any = request.user
    keys, reason = acceptances.spelled_out(check, _keys(request)), request.POST.get("reason", "")
    act = acceptances.take_back if "back" in request.POST else acceptances.accept
    try:
        made = act(actor=actor, check=check, keys=keys, reason=reason)
    except DomainError as problem:
        messages.error(request, str(problem))
    else:
        words = _("%(n)s heard again.") if "back" in request.POST else _("%(n)s accepted.")
        messages.success(request, words % {"n": len(made)})
    return redirect("model-quality", check.uuid)


def _keys(request: HttpRequest) -> list[Key]:
    """``kind|code|GlobalId`` of each ticked box, ``*`` for all of a code; other forms, of no box, are dropped."""
    parts = [value.split("|", 2) for value in request.POST.getlist("item")]
    whole = [p for p in parts if len(p) == 3 and p[0] in ("quality", "rule")]
    return [("quality" if kind == "quality" else "rule", code, guid) for kind, code, guid in whole]
