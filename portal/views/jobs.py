from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.jobs import KINDS
from core.models import Job, JobState
from portal.keyset import page_of
from portal.reader import reader


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The reader's background jobs, newest first."""
    page = page_of(Job.objects.visible_to(reader(request)), fields=("-pk",), cursor=request.GET.get("cursor", ""))
    context = {
        "section": "jobs",
        "page": page,
        "jobs": [told(job) for job in page.rows],
        "next": f"?cursor={page.next}" if page.next else "",
        "previous": f"?cursor={page.previous}" if page.previous else "",
    }
    return render(request, "portal/jobs.html", context)


@require_safe
def job(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """One job: how far it is, then its result or one plain sentence. ``?json`` is what the page asks for again."""
    found: Job = get_object_or_404(Job.objects.visible_to(reader(request)), uuid=uuid)
    state = told(found)
    if "json" in request.GET:
        keys = ("state", "word", "step", "progress", "seconds", "ended", "result_url", "error")
        return JsonResponse({key: state[key] for key in keys})
    return render(request, "portal/job.html", {"section": "jobs", **state})


def told(job: Job) -> dict[str, Any]:
    """A job in the reader's words."""
    kind = KINDS.get(job.kind)
    done = job.state == JobState.DONE
    return {
        "job": job,
        "title": str(kind.title) if kind else job.kind,
        "state": job.state,
        "word": job.get_state_display(),
        "step": _step(job),
        "progress": None if job.progress is None else round(100 * job.progress),
        "seconds": _seconds(job),
        "ended": job.state in (JobState.DONE, JobState.FAILED),
        "result_url": kind.result_url(job) if kind and kind.result_url and done else "",
        "error": job.error_text,
    }


def _step(job: Job) -> str:
    """3/6 and the name of the step; nothing before the first."""
    kind = KINDS.get(job.kind)
    if not job.step or job.state != JobState.RUNNING:
        return ""
    if kind and job.step in kind.steps:
        return f"{kind.steps.index(job.step) + 1}/{len(kind.steps)} {_(job.step)}"
    return _(job.step)


def _seconds(job: Job) -> int | None:
    if job.started_at is None:
        return None
    return round(((job.finished_at or timezone.now()) - job.started_at).total_seconds())
