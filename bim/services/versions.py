"""A version in a building's line of deliveries: one row for the same files, whoever brings them how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bim.digest import delivery_sha256
from bim.models import ModelFile, ModelSet, ModelVersion
from core.models import Function, StoredFile, User
from core.services import history
from registry.models import Building

MAY_DELIVER = frozenset({Function.ADMINISTRATOR, Function.OFFICER, Function.VERIFIER})


def version_of(
    *,
    actor: User,
    building: Building,
    stored: Sequence[tuple[StoredFile, str]],
    params: dict[str, Any],
    set_name: str,
) -> tuple[ModelVersion, bool]:
    """The version of these files in this building's line, and whether it is new. Inside the caller's transaction."""
    # Lock the building, not the set: the first delivery has no set to lock yet.
    Building.objects.select_for_update().get(pk=building.pk)
    model_set, _made = ModelSet.objects.get_or_create(building=building, name=set_name)
    sha256 = delivery_sha256([file.sha256 for file, _name in stored])
    known = ModelVersion.objects.filter(model_set=model_set, sha256=sha256).first()
    if known is not None:
        return known, False
    (first, name), *more = stored
    version = ModelVersion.objects.create(
        model_set=model_set,
        number=ModelVersion.objects.filter(model_set=model_set).count() + 1,
        file=first,
        original_name=name,
        sha256=sha256,
        params=params,
        created_by=actor,
    )
    ModelFile.objects.bulk_create(
        ModelFile(version=version, order=order, file=file, original_name=called)
        for order, (file, called) in enumerate(more, start=1)
    )
    data = {
        "version": version.number,
        "name": name,
        "sha256": sha256,
        "bytes": sum(file.size for file, _name in stored),
    }
    if more:
        data["files"] = len(stored)
    history.record(actor=actor, subject=building, kind="model.delivered", data=data)
    return version, True
