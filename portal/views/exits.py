"""Exit review 出口确认: every candidate with its evidence; a person says what it is. Nothing is pre-ticked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bim.models import Check, ModelVersion
from bim.models.reviews import EXIT_VALUES, STAIR_VALUES
from bim.rules.reasons import sentence
from bim.services import reviews
from bim.services.checking import start_check
from core.errors import DomainError
from core.scope import holds
from portal.views.check import read_report


@require_http_methods(["GET", "HEAD", "POST"])
def exits(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    version = _find(request, version_id)
    if request.method == "POST":
        return _confirm(request, version)
    newest = Check.objects.filter(version=version).order_by("-pk").select_related("report").first()
    if newest is None:
        messages.info(request, _("This model has not been checked yet; its exits are known after the check."))
        return redirect("building", version.building.uuid)
    report = read_report(newest)
    holding = reviews.current(version.model_set)
    language = get_language() or ""
    plan_language = "en" if language.startswith("en") else "zh-hans"
    plans = newest.plans.filter(language=plan_language).select_related("file").order_by("order")
    storeys = {s["guid"]: s["name"] for s in report["storeys"]}
    context = {
        "section": "models",
        "version": version,
        "building": version.building,
        "check": newest,
        "doors": [
            _door(d, storeys, holding["exit"])
            for d in report["doors"]
            if d["exit"] != "no" or d["guid"] in holding["exit"]
        ],
        "stairs": [_stair(s, storeys, holding["stair"]) for s in report["stairs"]],
        "exit_values": EXIT_VALUES,
        "stair_values": STAIR_VALUES,
        "plans": [(p, p.file.path.read_text("utf-8")) for p in plans],
        "shown": {d["storey"] for d in report["doors"] if d["exit"] == "final"},
        "depending": sum(1 for r in report["results"] if r["rests_on"] == "proposed"),
        "may": holds(request.user, reviews.MAY_CONFIRM, version.building.area_path),
    }
    return render(request, "portal/check/exits.html", context)


def _find(request: HttpRequest, version_id: uuid.UUID) -> ModelVersion:
    found = ModelVersion.objects.visible_to(request.user).select_related("model_set__building")
    version: ModelVersion | None = found.filter(uuid=version_id).first()
    if version is None:
        raise Http404
    return version


def _confirm(request: HttpRequest, version: ModelVersion) -> HttpResponse:
    """Save what was said, then check again when something was."""
    actor: Any = request.user
    exits, stairs = _given(request, "exit"), _given(request, "stair")
    try:
        made = reviews.confirm_all(actor=actor, model_set=version.model_set, exits=exits, stairs=stairs)
    except DomainError as problem:
        messages.error(request, str(problem))
        return redirect("exit-review", version.uuid)
    if not made:
        messages.info(request, _("Nothing new was confirmed."))
        return redirect("exit-review", version.uuid)
    last = Check.objects.filter(version=version).order_by("-pk").first()
    job = start_check(actor=actor, version=version, pack=last.pack if last else "")
    messages.success(request, _("%(n)s confirmed; the check runs again with them.") % {"n": len(made)})
    return redirect("job", job.uuid)


def _given(request: HttpRequest, kind: str) -> dict[str, str]:
    """``exit:GUID=final`` fields; with ``all-stair=kind`` every stair not answered singly gets that kind."""
    fields = {name.split(":", 1)[1]: str(value) for name, value in request.POST.items() if name.startswith(f"{kind}:")}
    values = {guid: value for guid, value in fields.items() if value}
    bulk = request.POST.get(f"all-{kind}", "")
    if bulk:
        unanswered = [guid for guid, value in fields.items() if not value]
        values |= dict.fromkeys(unanswered, bulk)
    return values


def _door(door: dict[str, Any], storeys: dict[str, str], holding: dict[str, str]) -> dict[str, Any]:
    language = get_language() or ""
    return {
        **door,
        "storey_name": storeys.get(door["storey"], ""),
        "said": holding.get(door["guid"], ""),
        "told": [sentence(e, language) for e in door["evidence"]],
        "percent": round(100 * (door["confidence"] or 0)),
    }


def _stair(stair: dict[str, Any], storeys: dict[str, str], holding: dict[str, str]) -> dict[str, Any]:
    language = get_language() or ""
    return {
        **stair,
        "from_name": storeys.get(stair["from_storey"], ""),
        "to_name": storeys.get(stair["to_storey"], ""),
        "said": holding.get(stair["guid"], ""),
        "told": [sentence(e, language) for e in stair["evidence"]],
        "percent": round(100 * (stair["confidence"] or 0)),
    }
