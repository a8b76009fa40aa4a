"""A model arrives: its bytes are stored, a version and a job are made, and nothing else happens in the request."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import ModelSet, ModelVersion
from bim.services.checking import start_check
from core.errors import DomainError, NotAllowed
from core.models import Function, Job, User
from core.scope import holds
from core.services import files, history
from registry.models import Building

MAY_DELIVER = frozenset({Function.ADMINISTRATOR, Function.OFFICER, Function.VERIFIER})
SUFFIXES = {".ifc": "application/x-step", ".ifczip": "application/zip"}


def upload_model(
    *,
    actor: User,
    building: Building,
    chunks: Iterable[bytes],
    name: str,
    params: dict[str, Any],
    set_name: str = "main",
) -> tuple[ModelVersion, Job | None]:
    """Store the file and start its check. The same bytes again give the version that is there, and no new job.

    Raises NotAllowed, DomainError (wrong kind of file), core.services.files.TooLarge.
    """
    if not holds(actor, MAY_DELIVER, building.area_path):
        raise NotAllowed(_("Your function does not allow delivering models for this building."))
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        words = _("“%(name)s” is neither .ifc nor .ifczip. Export IFC (STEP) from the authoring tool and send that.")
        raise DomainError(words % {"name": name}, code="unsupported", field="file")
    stored = files.store(chunks, media_type=SUFFIXES[suffix], limit_mb=settings.MAX_MODEL_MB)
    with transaction.atomic():
        # Lock the building, not the set: the first delivery has no set to lock yet.
        Building.objects.select_for_update().get(pk=building.pk)
        model_set, _made = ModelSet.objects.get_or_create(building=building, name=set_name)
        known = ModelVersion.objects.filter(model_set=model_set, file=stored).first()
        if known is not None:
            return known, None
        number = ModelVersion.objects.filter(model_set=model_set).count() + 1
        version = ModelVersion.objects.create(
            model_set=model_set,
            number=number,
            file=stored,
            original_name=PurePath(name).name[:255],
            params=params,
            created_by=actor,
        )
        data = {"version": number, "name": version.original_name, "sha256": stored.sha256, "bytes": stored.size}
        history.record(actor=actor, subject=building, kind="model.delivered", data=data)
        return version, start_check(actor=actor, version=version)
