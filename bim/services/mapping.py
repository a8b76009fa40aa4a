"""Which registered building each building of a delivery is: a file of two towers is checked for each by itself.

A mapping belongs to the line of deliveries (``ModelSet``) and holds for the versions to come. The other building gets
a line of its own with the same files, so that nobody sees with one building what belongs to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import ModelSet, ModelSetBuilding, ModelVersion
from bim.services.asking import FROM_REGISTRY, registry_params
from bim.services.checking import start_check
from bim.services.model_buildings import own_guids
from bim.services.versions import MAY_DELIVER, version_of
from core.errors import DomainError, NotAllowed
from core.models import Job, User
from core.scope import holds
from core.services import history
from registry.models import Building

Choice = Mapping[str, Building | None]
"""GlobalId of an ``IfcBuilding`` → the registered building that it is, None: none of them."""


@transaction.atomic
def map_buildings(*, actor: User, version: ModelVersion, choice: Choice) -> list[Job]:
    """Say which building is which, and check each for its own. What is not named stays as it was.

    Several may be one registered building: they are then checked as one. Raises NotAllowed, DomainError.
    """
    names = {str(row["guid"]): str(row["name"]) for row in version.found}
    _may(actor, version, choice, names)
    ModelSet.objects.select_for_update().get(pk=version.model_set_id)  # a double click is two that follow one another
    rows = {row.guid: row for row in version.model_set.mapping.select_related("building")}
    changed = {guid: b for guid, b in choice.items() if guid not in rows or rows[guid].building != b}
    for guid, building in changed.items():
        defaults = {"name": names[guid][:255], "building": building}
        ModelSetBuilding.objects.update_or_create(model_set=version.model_set, guid=guid, defaults=defaults)
    mine = {guid for guid, b in choice.items() if b == version.building}
    if not mine and not own_guids(version.model_set) and not any(choice.values()):
        raise DomainError(_("Say of at least one building of the file which one it is."), code="required")
    if changed:
        said = {guid: _label(b, version) for guid, b in changed.items()}
        history.record(actor=actor, subject=version.building, kind="model.buildings_mapped", data={"values": said})
    jobs = [start_check(actor=actor, version=version)] if mine else []
    return jobs + share(actor=actor, version=version)


def share(*, actor: User, version: ModelVersion) -> list[Job]:
    """File the delivery for the other registered buildings that it holds, and check it for each.

    Only where the actor may deliver for them; a building that has these files already is left alone.
    """
    others: dict[Building, list[ModelSetBuilding]] = {}
    for row in version.model_set.mapping.exclude(building=None).exclude(building=version.building):
        others.setdefault(row.building, []).append(row)
    started = []
    for building, rows in others.items():
        if holds(actor, MAY_DELIVER, building.area_path):
            job = _file_for(actor, version, building, rows)
            started += [job] if job is not None else []
    return started


def _file_for(actor: User, version: ModelVersion, building: Building, rows: list[ModelSetBuilding]) -> Job | None:
    words: dict[str, Any] = {"params": _params(version, building), "set_name": version.model_set.name}
    copy, made = version_of(actor=actor, building=building, stored=version.delivered, **words)
    fresh = False
    for row in rows:
        defaults = {"name": row.name, "building": building}
        found = ModelSetBuilding.objects.filter(model_set=copy.model_set, guid=row.guid, building=building).exists()
        ModelSetBuilding.objects.update_or_create(model_set=copy.model_set, guid=row.guid, defaults=defaults)
        fresh = fresh or not found
    if made:
        copy.found = version.found
        copy.save(update_fields=["found"])
    return start_check(actor=actor, version=copy) if made or fresh else None


def _params(version: ModelVersion, building: Building) -> dict[str, Any]:
    """Words of the check that hold for all buildings of a file; use, grade and height are each building's own."""
    shared = {name: value for name, value in version.params.items() if name not in FROM_REGISTRY}
    return {**shared, **registry_params(building)}


def _may(actor: User, version: ModelVersion, choice: Choice, names: Mapping[str, str]) -> None:
    for guid in choice:
        if guid not in names:
            words = _("The delivery holds no building with the GlobalId %(guid)s.")
            raise DomainError(words % {"guid": guid[:64]}, code="invalid", field="buildings")
    for building in {version.building, *(b for b in choice.values() if b is not None)}:
        if not holds(actor, MAY_DELIVER, building.area_path):
            words = _("Your function does not allow delivering models for “%(building)s”.")
            raise NotAllowed(words % {"building": building.label})


def _label(building: Building | None, version: ModelVersion) -> str:
    """For the history of this building: another one is named by its uuid alone."""
    if building is None:
        return ""
    return "this" if building == version.building else str(building.uuid)
