"""What comes with an act, read once for pages, API and tests alike: raw words in, checked values out."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import Organisation, User
from core.text import plain
from inspections.models import DayKind, Grade, Photo, ServiceMethod
from inspections.workflow import ClosingKind, Given

TEXTS = ("reason", "text", "demand", "measures", "receiver", "note", "reference")
DATES = ("served_on", "issued_on", "done_on")
OTHERS = ("method", "grade", "responsible", "closing_kind", "photos", "days", "day_kind", "uuid")
KNOWN = frozenset((*TEXTS, *DATES, *OTHERS))
MAX_PHOTOS = 20
LINES = frozenset({"receiver", "reference"})
MAX_LINE, MAX_TEXT = 100, 5000
"""Characters of a line and of any other text."""


@dataclass(frozen=True, slots=True)
class Inputs:
    reason: str = ""
    text: str = ""
    demand: str = ""
    measures: str = ""
    receiver: str = ""
    note: str = ""
    reference: str = ""
    method: str = ""
    served_on: dt.date | None = None
    issued_on: dt.date | None = None
    done_on: dt.date | None = None
    days: int | None = None
    day_kind: str = ""
    grade: Grade | None = None
    responsible: Organisation | None = None
    closing_kind: ClosingKind | None = None
    photos: tuple[Photo, ...] = ()
    uuid: uuid.UUID | None = None

    @property
    def given(self) -> Given:
        """The same for the workflow, which knows no rows."""
        return Given(
            reason=self.reason,
            grade=self.grade.code if self.grade else "",
            closing_kind=self.closing_kind,
            photo_days=tuple(photo.day for photo in self.photos),
            served_on=self.served_on,
            method=self.method,
            measures=self.measures,
            text=self.text,
            demand=self.demand,
            responsible=self.responsible.pk if self.responsible else None,
        )


def read(actor: User, data: dict[str, Any]) -> Inputs:
    """Raises DomainError that names the field. Empty text and None count as not given."""
    unknown = set(data) - KNOWN
    if unknown:
        raise _wrong(min(unknown), _("There is no such field. Known: %(known)s.") % {"known": ", ".join(sorted(KNOWN))})
    raw = {name: value for name, value in data.items() if value not in (None, "", [], ())}
    words: dict[str, Any] = {name: _text(name, raw.get(name, "")) for name in TEXTS}
    words |= {name: day_of(name, raw[name]) for name in DATES if name in raw}
    return Inputs(
        **words,
        method=_choice("method", raw, ServiceMethod.values),
        day_kind=_choice("day_kind", raw, DayKind.values),
        days=_days(raw.get("days")),
        grade=_grade(raw.get("grade")),
        responsible=_organisation(raw.get("responsible")),
        closing_kind=ClosingKind(kind) if (kind := _choice("closing_kind", raw, list(ClosingKind))) else None,
        photos=_photos(actor, raw.get("photos", [])),
        uuid=_uuid("uuid", raw["uuid"]) if "uuid" in raw else None,
    )


def _wrong(field: str, message: str) -> DomainError:
    return DomainError(message, code="invalid", field=field)


def _text(name: str, value: Any) -> str:
    text, most = plain(str(value)), MAX_LINE if name in LINES else MAX_TEXT
    if len(text) > most:
        raise _wrong(name, _("The text is longer than %(most)d characters. Shorten it.") % {"most": most})
    return text


def day_of(name: str, value: Any) -> dt.date:
    """A day that is over or today. Raises DomainError that names the field."""
    try:
        day = value if isinstance(value, dt.date) else parse_date(str(value))
    except ValueError:
        day = None
    if day is None:
        raise _wrong(name, _("“%(value)s” is no date. Give it as 2026-05-14.") % {"value": value})
    if day > timezone.localdate():
        raise _wrong(name, _("%(day)s lies in the future.") % {"day": day.isoformat()})
    return day


def _choice(name: str, raw: dict[str, Any], known: list[Any]) -> str:
    value = str(raw.get(name, ""))
    if value and value not in known:
        raise _wrong(name, _("“%(value)s” is not one of: %(known)s.") % {"value": value, "known": ", ".join(known)})
    return value


def _days(value: Any) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,3}", str(value)):
        raise _wrong("days", _("Give a whole number of days from 0 to 999."))
    return int(value)


def _grade(value: Any) -> Grade | None:
    """By key, or by ``scale/grade`` codes; the newest version of the scale where several hold that name."""
    if value is None or isinstance(value, Grade):
        return value
    scale, _slash, code = plain(str(value)).partition("/")
    found = Grade.objects.select_related("scale").filter(scale__code=scale, code=code).order_by("-scale__version")
    if not (grade := found.first()):
        raise _wrong("grade", _("There is no grade “%(value)s”. Write scale/grade.") % {"value": value})
    return grade


def _organisation(value: Any) -> Organisation | None:
    if value is None or isinstance(value, Organisation):
        return value
    found: Organisation | None = Organisation.objects.filter(uuid=_uuid("responsible", value)).first()
    if found is None:
        raise _wrong("responsible", _("There is no such organisation."))
    return found


def _photos(actor: User, hashes: Any) -> tuple[Photo, ...]:
    """Photos by hash, in the order given; only such as the person has sent or may see."""
    if not isinstance(hashes, (list, tuple)) or len(hashes) > MAX_PHOTOS:
        raise _wrong("photos", _("Give a list of at most %(most)d hashes.") % {"most": MAX_PHOTOS})
    wanted = list(dict.fromkeys(plain(str(sha256)).lower() for sha256 in hashes))
    found = {photo.sha256: photo for photo in Photo.objects.visible_to(actor).filter(sha256__in=wanted)}
    gone = [sha256 for sha256 in wanted if sha256 not in found]
    if gone:
        words = _("This photo has not arrived: %(sha256)s. Send it first, then repeat this.") % {"sha256": gone[0]}
        raise DomainError(words, code="photo_missing", field="photos")
    return tuple(found[sha256] for sha256 in wanted)


def _uuid(name: str, value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise _wrong(name, _("“%(value)s” is no UUID.") % {"value": value}) from None
