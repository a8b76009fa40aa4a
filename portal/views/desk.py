"""Check a file without filing it 试校核: for designers at their own desk; seen by its sender and by nobody else."""

from __future__ import annotations

import uuid

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bim.models import DeskCheck
from bim.rules.load import pack_files
from bim.services.desk import report_of, start_desk_check
from core.errors import DomainError
from core.http import stored_response
from core.services.files import TooLarge
from portal.reader import reader
from portal.selectors.desk import groups_of, shown
from portal.views.model_upload import UploadForm

SHOWN = 20


class DeskForm(UploadForm):
    """One file at a time: whoever tries something out tries one thing."""

    file = forms.FileField(  # type: ignore[assignment]
        label=gettext_lazy("IFC file"), help_text=gettext_lazy(".ifc or .ifczip, architecture with spaces")
    )
    pack = forms.ChoiceField(label=gettext_lazy("Rule pack"))

    field_order = ["file", "pack"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        chosen = self.fields["pack"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(name, name) for name in sorted(pack_files(settings.PACK_DIRS))]
        chosen.initial = settings.DEFAULT_PACK


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    form = DeskForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = _start(request, form)
        if answer is not None:
            return answer
    mine = DeskCheck.objects.visible_to(request.user).select_related("job").order_by("-pk")
    context = {"section": "desk", "form": form, "mine": mine[:SHOWN], "days": settings.DESK_CHECK_DAYS}
    return render(request, "portal/check/desk.html", context)


@require_safe
def result(request: HttpRequest, desk_id: uuid.UUID) -> HttpResponse:
    found = _find(request, desk_id)
    report = report_of(found)
    if report is None:
        if found.job is None:
            raise Http404
        return redirect("job", found.job.uuid)
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    context = {
        "section": "desk",
        "desk": found,
        "report": report,
        "groups": groups_of(report, found.pack),
        "quality": report["quality"],
        "plans": [row for row in found.plans if row["language"] == language],
        "counts": shown(report),
    }
    return render(request, "portal/check/desk_result.html", context)


@require_safe
def report(request: HttpRequest, desk_id: uuid.UUID) -> FileResponse:
    found = _find(request, desk_id)
    if found.report is None:
        raise Http404
    return stored_response(found.report, name=f"check-{found.uuid}.json", attachment=True)


def _find(request: HttpRequest, desk_id: uuid.UUID) -> DeskCheck:
    found: DeskCheck = get_object_or_404(
        DeskCheck.objects.visible_to(reader(request)).select_related("report", "job"), uuid=desk_id
    )
    return found


def _start(request: HttpRequest, form: DeskForm) -> HttpResponse | None:
    file = form.cleaned_data["file"]
    params = {name: value for name, value in form.params().items() if name != "pack"}
    try:
        made = start_desk_check(
            actor=reader(request),
            chunks=file.chunks(),
            name=file.name,
            params=params,
            pack=form.cleaned_data["pack"],
        )
    except (DomainError, TooLarge) as problem:
        form.add_error("file", str(problem))
        return None
    assert made.job is not None
    return redirect("job", made.job.uuid)
