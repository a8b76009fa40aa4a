"""The page of one model check: verdicts, plan, distances per storey, detail, 3D. One selection drives all of it."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bim.models import Check, CheckPlan, CheckResult
from bim.services.checking import start_check
from bim.services.comparing import result_before
from bim.services.reviews import MAY_CONFIRM
from core.http import stored_response
from core.scope import holds
from portal.selectors import checks as select


@require_safe
def check(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    found = find(request, check_id)
    report = read_report(found)
    groups = select.groups(found)
    chosen = _chosen(request, found, groups)
    storey = request.GET.get("storey") or (chosen.storey if chosen else "")
    plans = list(found.plans.filter(language=_plan_language()).order_by("order"))
    plan = next((p for p in plans if storey in {p.storey_guid, p.storey_name}), plans[0] if plans else None)
    building = found.version.building
    context = {
        "section": "models",
        "check": found,
        "building": building,
        "version": found.version,
        "groups": groups,
        "result": chosen,
        "finding": _finding_of(groups, chosen),
        "told": select.explained(chosen) if chosen else {},
        "gauge": _gauge(chosen),
        "earlier": result_before(found, chosen) if chosen else None,
        "plan": plan,
        "plan_svg": _svg(plan),
        "bars": select.bars(report, plan.storey_guid if plan else ""),
        "quality": report["quality"],
        "verdicts": select.by_element(found),
        "report": report,
        "to_confirm": _to_confirm(report),
        "may_confirm": holds(request.user, MAY_CONFIRM, building.area_path),
        "newer": found.version.model_set.versions.filter(checks__pk__gt=found.pk).exists(),
    }
    return render(request, "portal/check/check.html", context)


@require_safe
def glb(request: HttpRequest, check_id: uuid.UUID) -> FileResponse:
    found = find(request, check_id)
    if found.glb is None:
        raise Http404
    return stored_response(found.glb, name="model.glb")


@require_safe
def report(request: HttpRequest, check_id: uuid.UUID) -> FileResponse:
    found = find(request, check_id)
    return stored_response(found.report, name=f"check-{found.uuid}.json", attachment=True)


@require_POST
def recheck(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Run the check again with what is confirmed by now."""
    found = find(request, check_id)
    if not holds(request.user, MAY_CONFIRM, found.version.building.area_path):
        messages.error(request, _("Your function does not allow starting a check here."))
        return redirect("model-check", found.uuid)
    job = start_check(actor=request.user, version=found.version, pack=found.pack)  # type: ignore[arg-type]
    return redirect("job", job.uuid)


def find(request: HttpRequest, check_id: uuid.UUID) -> Check:
    related = Check.objects.visible_to(request.user).select_related("version__model_set__building", "report", "glb")
    found: Check | None = related.filter(uuid=check_id).first()
    if found is None:
        raise Http404
    return found


def read_report(found: Check) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(found.report.path.read_text("utf-8"))
    return document


def _chosen(request: HttpRequest, found: Check, groups: list[select.Group]) -> CheckResult | None:
    """The result in the address, or the worst on the element in it, else the worst of the first loud group."""
    wanted = request.GET.get("result", "")
    if wanted.isdecimal() and len(wanted) < 19:
        result: CheckResult | None = found.results.filter(pk=int(wanted)).first()
        if result is not None:
            return result
    element = request.GET.get("element", "")
    if element and (result := select.worst_on(found, element)) is not None:
        return result
    return groups[0].findings[0].worst if groups else None


def _finding_of(groups: list[select.Group], chosen: CheckResult | None) -> select.Finding | None:
    return next(
        (f for g in groups for f in g.findings if chosen and chosen.pk in {f.worst.pk, *(o.pk for o in f.others)}), None
    )


def _gauge(result: CheckResult | None) -> dict[str, float] | None:
    """Bar of the detail in percent: measured part, limit tick, and only the excess in red."""
    if result is None or result.measured is None or not result.limit:
        return None
    worst = result.measured_upper or result.measured
    scale = 100 / (1.25 * max(worst, result.limit))
    within = min(worst, result.limit) * scale
    excess = max(0.0, worst - result.limit) * scale if select.is_maximum(result) else 0.0
    share = (worst / result.limit - 1) * 100
    return {"within": within, "excess": excess, "limit": result.limit * scale, "share": share}


def _plan_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def _svg(plan: CheckPlan | None) -> str:
    return plan.file.path.read_text("utf-8") if plan else ""


def _to_confirm(report: dict[str, Any]) -> int:
    """Exits and stairs that nobody has confirmed yet."""
    doors = sum(1 for d in report["doors"] if d["exit"] != "no" and d["status"] == "proposed")
    return doors + sum(1 for s in report["stairs"] if s["status"] == "proposed")
