"""Review of a model 出口确认: every candidate with its evidence; a person says what it is. Nothing is pre-ticked."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bim.models import Check, ModelVersion, Review
from bim.services import review_bulk, reviews
from bim.services.checking import KIND, start_check
from core.errors import DomainError
from core.models import Job, JobState
from portal.exit_review.form import order_of, seen_of, words_of
from portal.exit_review.page import context
from portal.exit_review.tabs import TABS

KEPT = ("tab", "storey", "open", "page")
"""What stays in the address after something was said."""


@require_http_methods(["GET", "HEAD", "POST"])
def exits(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    version = _find(request, version_id)
    newest = Check.objects.filter(version=version).order_by("-pk").select_related("report").first()
    if request.method == "POST" and request.POST.get("act") != "preview":
        return _said(request, version)
    if newest is None:
        messages.info(request, _("This model has not been checked yet; its exits are known after the check."))
        return redirect("building", version.building.uuid)
    more: dict[str, Any] = {}
    if request.method == "POST":
        try:
            more["order"] = order_of(request.POST, _kind(request))
            more["bulk"] = review_bulk.preview(version, more["order"])
        except DomainError as problem:
            messages.error(request, str(problem))
    return render(request, "portal/check/exits.html", context(request, version, newest, **more))


@require_safe
def since(request: HttpRequest, version_id: uuid.UUID) -> JsonResponse:
    """How many words others have said since this page was made, and who."""
    version = _find(request, version_id)
    rows = _of_others(request, version, seen_of(request.GET))
    return JsonResponse({"text": _told(rows)})


def _find(request: HttpRequest, version_id: uuid.UUID) -> ModelVersion:
    found = ModelVersion.objects.visible_to(request.user).select_related("model_set__building")
    version: ModelVersion | None = found.filter(uuid=version_id).first()
    if version is None:
        raise Http404
    return version


def _kind(request: HttpRequest) -> str:
    """The kind of the tab in the address; links are said one by one."""
    kind = next((t.kind for t in TABS if t.key == request.GET.get("tab")), "exit")
    return "exit" if kind == "link" else kind


def _said(request: HttpRequest, version: ModelVersion) -> HttpResponse:
    """Save what was said in one piece; then, where asked, check once again."""
    actor: Any = request.user
    others = _of_others(request, version, seen_of(request.POST))
    act = request.POST.get("act", "check")
    try:
        if act == "bulk":
            order = order_of(request.POST, _kind(request))
            _bulk, made = review_bulk.carry_out(actor=actor, version=version, order=order)
        else:
            words = words_of(request.POST)
            made = reviews.say(actor=actor, model_set=version.model_set, words=words, version=version)
    except DomainError as problem:
        messages.error(request, str(problem))
        return _back(request, version)
    _tell_of_others(request, others, made)
    if act != "check":
        saved = ngettext(
            "%(n)s word saved; no check has started.", "%(n)s words saved; no check has started.", len(made)
        )
        messages.success(request, saved % {"n": len(made)}) if made else _nothing(request)
        return _back(request, version)
    if not made and not request.POST.get("again"):
        _nothing(request)
        return _back(request, version)
    job = _check_once(actor, version)
    messages.success(request, _("%(n)s confirmed; the check runs again with them.") % {"n": len(made)})
    return redirect("job", job.uuid)


def _nothing(request: HttpRequest) -> None:
    messages.info(request, _("Nothing new was confirmed."))


def _back(request: HttpRequest, version: ModelVersion) -> HttpResponse:
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    address = reverse("exit-review", args=[version.uuid])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


def _check_once(actor: Any, version: ModelVersion) -> Job:
    """A check of this version that has not begun yet takes these words with it; else a new one."""
    waiting = Job.objects.filter(
        kind=KIND, subject_uuid=version.building.uuid, state=JobState.PENDING, created_by=actor
    )
    for job in waiting.order_by("-pk"):
        if job.params.get("version") == str(version.uuid):
            return job  # type: ignore[no-any-return]
    last = Check.objects.filter(version=version).order_by("-pk").first()
    return start_check(actor=actor, version=version, pack=last.pack if last else "")


def _of_others(request: HttpRequest, version: ModelVersion, seen: int) -> list[Review]:
    actor: Any = request.user
    return reviews.words_since(version.model_set, seen, but=actor) if seen else []


def _told(rows: list[Review]) -> str:
    if not rows:
        return ""
    names = ", ".join(dict.fromkeys(str(row.actor) for row in rows))
    text = ngettext(
        "Since you opened this page %(names)s has said something of %(n)s element.",
        "Since you opened this page %(names)s has said something of %(n)s elements.",
        len(rows),
    )
    return text % {"names": names, "n": len(rows)}


def _tell_of_others(request: HttpRequest, others: list[Review], made: list[Review]) -> None:
    if not others:
        return
    mine = {(row.kind, row.guid) for row in made}
    both = [row for row in others if (row.kind, row.guid) in mine]
    text = _told(others)
    if both:
        text += " " + _("Of %(n)s of them you have now said something else: the newest word, yours, holds.") % {
            "n": len(both)
        }
    messages.warning(request, text)
