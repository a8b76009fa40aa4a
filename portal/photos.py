"""Photos that come with a web form, and photos as they are shown."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.errors import DomainError
from inspections.services.inputs import MAX_PHOTOS
from inspections.services.photos import keep
from portal.reader import reader

CHUNK = 256 * 1024


def received(request: HttpRequest) -> list[str]:
    """Hashes of the uploaded photos, in the order given. Raises DomainError that names the file."""
    user = reader(request)
    uploads = request.FILES.getlist("photos")
    if len(uploads) > MAX_PHOTOS:
        words = _("At most %(most)d photos at once. Send the others with a second act.")
        raise DomainError(words % {"most": MAX_PHOTOS}, code="too_many", field="photos")
    hashes = []
    for upload in uploads:
        sha256 = hashlib.file_digest(upload.open(), "sha256").hexdigest()
        upload.seek(0)
        try:
            keep(actor=user, sha256=sha256, chunks=upload.chunks(CHUNK))
        except DomainError as problem:
            raise DomainError(f"{upload.name}: {problem}", code=problem.code, field="photos") from problem
        hashes.append(sha256)
    return hashes
