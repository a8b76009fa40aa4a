"""A model arrives: its bytes are stored, a version and a job are made, and nothing else happens in the request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import ModelVersion
from bim.read.limits import Limits
from bim.services import versions
from bim.services.checking import start_check
from bim.services.mapping import share
from core.errors import DomainError, NotAllowed
from core.models import Job, StoredFile, User
from core.scope import holds
from core.services import files
from registry.models import Building

MAY_DELIVER = versions.MAY_DELIVER
SUFFIXES = {".ifc": "application/x-step", ".ifczip": "application/zip"}
MOST_FILES = Limits().max_files


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file as it comes in: its deliverer's name for it, and its bytes."""

    name: str
    chunks: Iterable[bytes]


def upload_model(
    *,
    actor: User,
    building: Building,
    chunks: Iterable[bytes],
    name: str,
    params: dict[str, Any],
    set_name: str = "main",
) -> tuple[ModelVersion, Job | None]:
    """``deliver`` of one file."""
    one = [Delivered(name, chunks)]
    return deliver(actor=actor, building=building, delivered=one, params=params, set_name=set_name)


def deliver(
    *,
    actor: User,
    building: Building,
    delivered: Sequence[Delivered],
    params: dict[str, Any],
    set_name: str = "main",
) -> tuple[ModelVersion, Job | None]:
    """Store the files and start their check. The same bytes again give the version that is there, and no new job.

    Names are looked at before any byte is stored; all files become one version or none does. Other buildings that
    were said to be in this line of deliveries get theirs too. Raises NotAllowed,
    DomainError (wrong kind or number of files), core.services.files.TooLarge.
    """
    if not holds(actor, MAY_DELIVER, building.area_path):
        raise NotAllowed(_("Your function does not allow delivering models for this building."))
    kinds = _kinds(delivered)
    stored: dict[str, tuple[StoredFile, str]] = {}
    for file, kind in zip(delivered, kinds, strict=True):
        kept = files.store(file.chunks, media_type=kind, limit_mb=settings.MAX_MODEL_MB)
        stored.setdefault(kept.sha256, (kept, PurePath(file.name).name[:255]))
    ordered = sorted(stored.values(), key=lambda pair: (pair[1], pair[0].sha256))
    with transaction.atomic():
        version, made = versions.version_of(
            actor=actor, building=building, stored=ordered, params=params, set_name=set_name
        )
        if not made:
            return version, None
        share(actor=actor, version=version)
        return version, start_check(actor=actor, version=version)


def _kinds(delivered: Sequence[Delivered]) -> list[str]:
    """Media types; DomainError for a delivery that cannot be one."""
    if not delivered:
        raise DomainError(_("The delivery holds no file; choose at least one."), code="required", field="file")
    if len(delivered) > MOST_FILES:
        words = _("%(count)s files were chosen; at most %(limit)s are delivered together.")
        raise DomainError(words % {"count": len(delivered), "limit": MOST_FILES}, code="invalid", field="file")
    kinds = []
    for file in delivered:
        suffix = PurePath(file.name).suffix.lower()
        if suffix not in SUFFIXES:
            words = _(
                "“%(name)s” is neither .ifc nor .ifczip. Export IFC (STEP) from the authoring tool and send that."
            )
            raise DomainError(words % {"name": file.name}, code="unsupported", field="file")
        kinds.append(SUFFIXES[suffix])
    return kinds
