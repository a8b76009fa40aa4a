from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.http import stored_response
from portal.keyset import page_of
from portal.reader import reader
from portal.selectors import imports as select
from portal.views.jobs import told
from registry.imports.columns import PROFILES
from registry.imports.crs import SYSTEMS
from registry.imports.messages import Message
from registry.models import BatchState, ImportBatch
from registry.services.imports import may_import, start_apply, start_preview

PROFILE_WORDS = {"census-urban-residential": gettext_lazy("Census of urban dwellings")}
CRS_WORDS = {
    "EPSG:4490": gettext_lazy("CGCS2000 (EPSG:4490)"),
    "EPSG:4326": gettext_lazy("WGS 84 (EPSG:4326)"),
    "gcj02": gettext_lazy("GCJ-02 (internet maps)"),
    "bd09": gettext_lazy("BD-09 (Baidu)"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a file, and the imports of the reader."""
    user = reader(request)
    problem = None
    if request.method == "POST":
        try:
            batch = _start(request)
        except DomainError as error:
            problem = error
        else:
            return redirect("import", uuid=batch.uuid)
    page = page_of(ImportBatch.objects.visible_to(user), fields=("-pk",), cursor=request.GET.get("cursor", ""))
    context = {
        "section": "imports",
        "may_import": may_import(user),
        "problem": problem,
        "given": request.POST,
        "profiles": [(name, PROFILE_WORDS.get(name, name)) for name in PROFILES],
        "systems": [(name, CRS_WORDS.get(name, name)) for name in SYSTEMS],
        "page": page,
        "next": f"?cursor={page.next}" if page.next else "",
        "previous": f"?cursor={page.previous}" if page.previous else "",
    }
    return render(request, "portal/imports.html", context, status=422 if problem else 200)


@require_safe
def import_batch(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """One import: being read, previewed, being merged, merged or refused."""
    batch = _batch(request, uuid)
    plan = select.plan_of(batch) if batch.state != BatchState.READING else None
    job = batch.apply_job if batch.state == BatchState.APPLYING else batch.preview_job
    context = {
        "section": "imports",
        "batch": batch,
        "counts": batch.counts,
        "to_merge": batch.counts.get("created", 0) + batch.counts.get("changed", 0),
        "running": told(job) if job and batch.state in (BatchState.READING, BatchState.APPLYING) else None,
        "notices": [Message(*notice) for notice in batch.notices],
        "changes": select.changes(reader(request), plan) if plan else [],
        "created": select.created(plan) if plan else [],
        "rejects": plan.rejects[: select.SHOWN] if plan else [],
        "reject_cells": len(plan.rejects) if plan else 0,
        "profile": PROFILE_WORDS.get(batch.profile, batch.profile),
        "crs": CRS_WORDS.get(batch.crs, batch.crs),
    }
    return render(request, "portal/import.html", context)


@require_POST
def import_merge(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """Merge what was previewed, once: asking again starts nothing."""
    batch = _batch(request, uuid)
    try:
        start_apply(actor=reader(request), batch=batch)
    except DomainError as problem:
        messages.error(request, str(problem))
    return redirect("import", uuid=batch.uuid)


@require_safe
def import_rejects(request: HttpRequest, uuid: uuid.UUID) -> HttpResponseBase:
    """The rejected cells as CSV."""
    batch = _batch(request, uuid)
    if batch.report is None:
        raise Http404
    return stored_response(batch.report, name=_("rejected-rows.csv"), attachment=True, media_type="text/csv")


def _start(request: HttpRequest) -> ImportBatch:
    upload = request.FILES.get("file")
    if upload is None:
        raise DomainError(_("Choose the file to import."), code="required", field="file")
    return start_preview(
        actor=reader(request),
        chunks=upload.chunks(),
        name=upload.name or "",
        profile=request.POST.get("profile", ""),
        crs=request.POST.get("crs", ""),
    )


def _batch(request: HttpRequest, key: uuid.UUID) -> ImportBatch:
    rows = ImportBatch.objects.visible_to(reader(request))
    found: ImportBatch = get_object_or_404(
        rows.select_related("plan", "report", "preview_job", "apply_job", "created_by"), uuid=key
    )
    return found
