"""What was sent and seen about a hazard, in the order of time: rectifications and re-inspections with their photos."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspections.models import Hazard, Photo


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo and whether it was taken before the clock started: then it proves nothing about the rectification."""

    photo: Photo
    day: dt.date
    claimed: bool
    before: bool


@dataclass(frozen=True, slots=True)
class Piece:
    title: str
    who: str
    on: dt.date
    text: str
    reference: str
    photos: list[Shown]
    created_at: dt.datetime


def evidence(hazard: Hazard) -> list[Piece]:
    """Newest first; four queries."""
    sent = hazard.rectifications.select_related("organisation").prefetch_related("photos__photo")
    looked = hazard.reinspections.select_related("actor").prefetch_related("photos__photo")
    pieces = [
        Piece(_("Rectification"), str(r.organisation), r.done_on, r.text, r.reference, _photos(hazard, r), r.created_at)
        for r in sent
    ]
    pieces += [
        Piece(
            f"{_('Re-inspection')} · {r.get_outcome_display()}",
            str(r.actor or ""),
            r.done_on,
            r.text,
            r.get_closing_kind_display() if r.closing_kind else "",
            _photos(hazard, r),
            r.created_at,
        )
        for r in looked
    ]
    return sorted(pieces, key=lambda piece: piece.created_at, reverse=True)


def _photos(hazard: Hazard, record: Any) -> list[Shown]:
    return [_shown(hazard, link.photo) for link in record.photos.all()]


def _shown(hazard: Hazard, photo: Photo) -> Shown:
    day = photo.taken_on or photo.received_on
    before = hazard.served_on is not None and day < hazard.served_on
    return Shown(photo, day, photo.taken_on is not None, before)
