"""Photos as evidence: write-once, named by their SHA-256, looked at in a sandbox, shown without metadata."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.models import User
from core.sandbox import Limits, run_child
from core.services import files
from inspections.models import Photo, PhotoUpload
from inspections.photos import child
from inspections.photos.kinds import media_type_of

LIMITS = Limits(memory_mb=1024, cpu_s=20, wall_s=40, file_mb=64)
MAX_PIXELS = 60_000_000
"""Above any phone's picture; a few kilobytes can unpack to far more."""

LONG_SIDE = 2048
"""Pixels of the picture that is shown."""

MB = 1024 * 1024
REFUSALS = {
    "INVALID": gettext_lazy("The file is no readable JPEG, PNG or WebP picture. Take or export it again."),
    "TOO_LARGE": gettext_lazy("The picture has too many pixels. Send it in a smaller size."),
    "MEMORY": gettext_lazy("The picture needs too much memory. Send it in a smaller size."),
    "TIMEOUT": gettext_lazy("Reading the picture took too long. Send it in a smaller size."),
    "CRASH": gettext_lazy("The picture made its reader crash. Take or export it again."),
    "ERROR": gettext_lazy("The picture could not be read. Take or export it again."),
}
"""Why the sandbox gave nothing back, by its code."""


class TooLarge(DomainError):
    """More bytes than ``MAX_PHOTO_MB``."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sandbox saw of the picture, and the rendition's bytes."""

    width: int
    height: int
    media_type: str
    taken_on: dt.date | None
    shown: bytes


def keep(*, actor: User, sha256: str, chunks: Iterable[bytes]) -> tuple[Photo, bool]:
    """Take in the bytes of a photo; returns it and whether this person sends it for the first time.

    Whoever sends bytes that somebody else has sent before is treated, and answered, as if they were new.
    """
    data = _read(chunks)
    if hashlib.sha256(data).hexdigest() != sha256:
        words = _("The bytes do not have the SHA-256 of the address. Send the file again, unchanged.")
        raise DomainError(words, code="hash_mismatch")
    if not media_type_of(data[:12]):
        raise DomainError(_("Only JPEG, PNG and WebP pictures are taken."), code="not_a_picture")
    known: Photo | None = Photo.objects.filter(sha256=sha256).first()
    photo = known or _create(sha256, data, look_at(data))
    with transaction.atomic():
        _upload, new = PhotoUpload.objects.get_or_create(photo=photo, user=actor)
    return photo, new


def look_at(data: bytes) -> Seen:
    """Decode in a child process. Raises DomainError with the sandbox's sentence."""
    with tempfile.TemporaryDirectory(prefix="photo-") as folder:
        work = Path(folder)
        (work / "photo").write_bytes(data)
        request = {"file": "photo", "max_pixels": MAX_PIXELS, "long_side": LONG_SIDE}
        result = run_child(Path(child.__file__), request, work_dir=work, limits=LIMITS)
        if not result.ok:
            words = REFUSALS.get(result.code, REFUSALS["ERROR"])
            raise DomainError(str(words), code=f"photo_{result.code.lower()}")
        facts: dict[str, Any] = json.loads((work / "photo.json").read_text("utf-8"))
        shown = (work / "shown.jpg").read_bytes()
    taken = dt.datetime.fromisoformat(facts["taken"]).date() if facts["taken"] else None
    return Seen(facts["width"], facts["height"], facts["media_type"], taken, shown)


def _read(chunks: Iterable[bytes]) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > settings.MAX_PHOTO_MB * MB:
            words = _("The photo is larger than %(mb)d MB. Send it in a smaller size.")
            raise TooLarge(words % {"mb": settings.MAX_PHOTO_MB}, code="too_large")
    return bytes(data)


def _create(sha256: str, data: bytes, seen: Seen) -> Photo:
    original = files.store_bytes(data, media_type=seen.media_type)
    rendition = files.store_bytes(seen.shown, media_type="image/jpeg")
    photo, _new = Photo.objects.get_or_create(
        sha256=sha256,
        defaults={
            "original": original,
            "rendition": rendition,
            "width": seen.width,
            "height": seen.height,
            "taken_on": seen.taken_on,
            "received_on": timezone.localdate(),
        },
    )
    return photo
