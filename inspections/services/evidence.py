"""What a photo may prove: taken in by the person who acts, and not shown for something else before."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import User
from inspections.models import Hazard, Photo, PhotoUpload, RectificationPhoto, ReinspectionPhoto


def require_own(actor: User | None, photos: Sequence[Photo]) -> None:
    """Of a re-inspection: every photo sent by this person, none that hangs on any act already.

    The picture that a page shows of somebody's photo is that photo, under whatever hash it is sent again.
    """
    pks = [photo.pk for photo in photos]
    list(Photo.objects.select_for_update().filter(pk__in=pks).order_by("pk"))  # two acts at once take turns
    own = set(PhotoUpload.objects.filter(photo__in=pks, user=actor).values_list("photo_id", flat=True))
    for photo in photos:
        if photo.pk not in own:
            words = _("This photo is not yours: %(sha256)s. Take one at the re-inspection and send it yourself.")
            raise DomainError(words % {"sha256": photo.sha256}, code="photo_not_own", field="photos")
        same = Photo.objects.filter(Q(pk=photo.pk) | Q(rendition__sha256=photo.sha256))
        if any(links.objects.filter(photo__in=same).exists() for links in (RectificationPhoto, ReinspectionPhoto)):
            words = _("This photo was evidence before: %(sha256)s. Take a new one.")
            raise DomainError(words % {"sha256": photo.sha256}, code="photo_used", field="photos")


def require_new(hazard: Hazard, photos: Sequence[Photo]) -> None:
    """Of a rectification: at least one photo that nobody has sent for this hazard before."""
    pks = {photo.pk for photo in photos}
    sent = set(RectificationPhoto.objects.filter(rectification__hazard=hazard).values_list("photo_id", flat=True))
    sent |= set(ReinspectionPhoto.objects.filter(reinspection__hazard=hazard).values_list("photo_id", flat=True))
    if pks <= sent:
        words = _("Every one of these photos was sent for this hazard before. Add a new one.")
        raise DomainError(words, code="photo_not_new", field="photos")
