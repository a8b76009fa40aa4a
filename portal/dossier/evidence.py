"""Index of evidence: photos and documents by the SHA-256 of their bytes, so that a copy can be proved."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.models import User
from inspections.models import Hazard
from portal.dossier.model import Model
from portal.selectors.evidence import Piece, evidence
from registry.models import Building, ElevatorRecord

Row = dict[str, Any]


def evidence_of(building: Building, user: User, model: Model | None) -> Row:
    hazards = Hazard.objects.visible_to(user).filter(building=building).order_by("pk")
    photos = [row for hazard in hazards for piece in evidence(hazard)[::-1] for row in _photos(hazard, piece)]
    return {"photos": photos, "documents": _of_model(model) + _of_lifts(building, user)}


def _photos(hazard: Hazard, piece: Piece) -> list[Row]:
    return [
        {
            "sha256": shown.photo.sha256,
            "hazard": hazard.number,
            "piece": piece.title,
            "who": piece.who,
            "taken_on": shown.photo.taken_on,
            "received_on": shown.photo.received_on,
            "before": shown.before,
        }
        for shown in piece.photos
    ]


def _of_model(model: Model | None) -> list[Row]:
    if model is None:
        return []
    version = model.check.version
    return [
        {"what": _("BIM model v%(n)s") % {"n": version.number}, "name": version.original_name, **_file(version.file)},
        {"what": _("Report of the model check"), "name": "egress-report/1", **_file(model.check.report)},
    ]


def _of_lifts(building: Building, user: User) -> list[Row]:
    rows = ElevatorRecord.objects.visible_to(user).filter(elevator__building=building, document__isnull=False)
    return [
        {"what": one.get_kind_display(), "name": f"{one.elevator.label} {one.done_on}", **_file(one.document)}
        for one in rows.select_related("elevator", "document")
    ]


def _file(stored: Any) -> Row:
    return {"sha256": stored.sha256, "bytes": stored.size}
