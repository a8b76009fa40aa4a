"""Deliver a model for a building: file, what the check must know, and off it goes."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bim.services.model_buildings import needs_mapping
from bim.services.uploads import Delivered, deliver
from core.errors import DomainError
from core.services.files import TooLarge
from portal.reader import reader
from registry.models import Building
from registry.models.choices import Use

GRADES = [("", "—"), *((str(n), str(n)) for n in range(1, 5))]
YES_NO = [("", gettext_lazy("Not known")), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))]


class Files(forms.ClearableFileInput):
    """Several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The cleaned value is a list of uploaded files."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class UploadForm(forms.Form):
    """The words of a check that people know best; what is left open stays open in the verdicts."""

    file = FilesField(
        label=gettext_lazy("IFC files"),
        help_text=gettext_lazy(
            ".ifc or .ifczip, architecture with spaces. Choose all files of a model that is split by storey, part or "
            "discipline at once."
        ),
    )
    use = forms.ChoiceField(label=gettext_lazy("Use"), choices=Use.choices)
    fire_grade = forms.ChoiceField(label=gettext_lazy("Fire-resistance grade"), choices=GRADES, required=False)
    height_m = forms.FloatField(
        label=gettext_lazy("Fire height (m)"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("Left empty: from the model"),
    )
    open_corridor = forms.ChoiceField(label=gettext_lazy("Open external corridor"), choices=YES_NO, required=False)
    sprinklered = forms.ChoiceField(label=gettext_lazy("Sprinklers throughout"), choices=YES_NO, required=False)

    def params(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return {name: value for name, value in given.items() if value not in ("", None)}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, building_id: uuid.UUID) -> HttpResponse:
    building = get_object_or_404(Building.objects.visible_to(request.user), uuid=building_id)
    known = {"use": building.use, "fire_grade": building.fire_grade or "", "height_m": building.height_m}
    form = UploadForm(request.POST or None, request.FILES or None, initial=known)
    if request.method == "POST" and form.is_valid():
        answer = _deliver(request, building, form)
        if answer is not None:
            return answer
    return render(request, "portal/check/upload.html", {"section": "buildings", "building": building, "form": form})


def _deliver(request: HttpRequest, building: Building, form: UploadForm) -> HttpResponse | None:
    delivered = [Delivered(file.name, file.chunks()) for file in form.cleaned_data["file"]]
    try:
        version, job = deliver(actor=reader(request), building=building, delivered=delivered, params=form.params())
    except (DomainError, TooLarge) as problem:
        form.add_error("file", str(problem))
        return None
    if job is not None:
        return redirect("job", job.uuid)
    messages.info(request, _("These bytes were delivered before, as version %(n)s.") % {"n": version.number})
    if needs_mapping(version):
        return redirect("model-buildings", version.uuid)
    last = version.checks.order_by("-pk").first()
    return redirect("model-check", last.uuid) if last else redirect("building", building.uuid)
