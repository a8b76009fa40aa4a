"""The forms of a hazard's acts. Which act asks for what, and what stands in its way, is said by ``inspections``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import User
from inspections.models import DayKind, Grade, Hazard, ServiceMethod
from inspections.selectors import Offer, allowed_acts
from inspections.words import CLOSING_KINDS
from inspections.workflow import Act
from registry.models import Responsibility

LABELS = {
    "reason": _("Reason"),
    "text": _("What was done"),
    "demand": _("What has to be done"),
    "measures": _("Interim measures"),
    "receiver": _("Received by"),
    "note": _("Note"),
    "reference": _("Own reference"),
    "served_on": _("Served on"),
    "issued_on": _("Issued on"),
    "done_on": _("Done on"),
    "days": _("Days to rectify"),
    "day_kind": _("Kind of day"),
    "method": _("How it was served"),
    "grade": _("Grade"),
    "responsible": _("Responsible"),
    "closing_kind": _("Closing kind"),
    "photos": _("Photos"),
}
HINTS = {
    "days": _("Empty: as the grade demands."),
    "photos": _("JPEG or PNG, several at once. The day is read from the camera, else today counts."),
    "measures": _("Evacuated, cordoned off, taken out of use, monitored: which of them, since when."),
    "demand": _("One demand a line. It is printed on the order as written."),
    "served_on": _("This day starts the clock, not the day of issue."),
}
KINDS = {
    **dict.fromkeys(("served_on", "issued_on", "done_on"), "date"),
    **dict.fromkeys(("reason", "text", "demand", "measures", "note"), "area"),
    **dict.fromkeys(("grade", "responsible", "method", "day_kind"), "select"),
    "closing_kind": "radio",
    "photos": "photos",
    "days": "number",
}
REMARK = {Act.CLOSE: _("Remark"), Act.RETURN: _("Why it is not accepted")}


@dataclass(frozen=True, slots=True)
class Field:
    """``kind``: date, area, select, radio, photos, number or line. ``value`` is what stands in it at first."""

    name: str
    label: Any
    kind: str
    required: bool
    value: str
    hint: Any
    choices: list[tuple[str, Any]]
    error: str = ""


@dataclass(frozen=True, slots=True)
class ActForm:
    offer: Offer
    fields: list[Field]
    error: str = ""

    @property
    def has_photos(self) -> bool:
        return any(field.kind == "photos" for field in self.fields)


def act_forms(hazard: Hazard, user: User, *, failed: str = "", given: Any = None, error: Any = None) -> list[ActForm]:
    """A form per allowed act, the moving ones first. ``failed`` keeps what was typed and says what was wrong."""
    forms = []
    for offer in allowed_acts(hazard, user):
        mine = offer.act == failed
        words = given if mine else {}
        where = getattr(error, "field", "") if mine else ""
        fields = [_field(hazard, offer, name, words, str(error) if name == where else "") for name in names(offer)]
        shown = where in names(offer)
        forms.append(ActForm(offer, fields, str(error) if mine and not shown else ""))
    return forms


def names(offer: Offer) -> tuple[str, ...]:
    return (*offer.fields, *offer.optional)


def _field(hazard: Hazard, offer: Offer, name: str, words: Any, error: str) -> Field:
    return Field(
        name=name,
        label=REMARK.get(offer.act, LABELS[name]) if name in ("text", "reason") else LABELS[name],  # type: ignore[call-overload]
        kind=KINDS.get(name, "line"),
        required=name in offer.fields,
        value=words.get(name, "") or _first(hazard, offer, name),
        hint=HINTS.get(name, ""),
        choices=_choices(hazard, name),
        error=error,
    )


def _first(hazard: Hazard, offer: Offer, name: str) -> str:
    """Today for the day of service, and who is responsible already; else nothing is put into anybody's mouth."""
    if name == "served_on":
        return timezone.localdate().isoformat()
    if name == "responsible" and offer.act == Act.ISSUE_ORDER and hazard.responsible:
        return str(hazard.responsible.uuid)
    return ""


def _choices(hazard: Hazard, name: str) -> list[tuple[str, Any]]:
    if name == "grade":
        grades = Grade.objects.select_related("scale").order_by("scale__code", "order")
        return [(f"{g.scale.code}/{g.code}", f"{g.label} · {g.scale.label}") for g in grades]
    if name == "responsible":
        links = Responsibility.objects.current().filter(building=hazard.building).select_related("organisation")
        return list({str(link.organisation.uuid): link.organisation.label for link in links}.items())
    closed: dict[str, list[tuple[str, Any]]] = {
        "method": [*ServiceMethod.choices],
        "day_kind": [*DayKind.choices],
        "closing_kind": [(str(value), words) for value, words in CLOSING_KINDS],
    }
    return closed.get(name, [])
