"""What is said of the buildings of a delivery: which of them is the registered one it was delivered for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bim.models import ModelSet, ModelSetBuilding, ModelVersion
from registry.models import Building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


def needs_mapping(version: ModelVersion) -> bool:
    """The delivery holds several buildings, and none of them is said to be the one it was delivered for."""
    guids = {str(row["guid"]) for row in version.found}
    return bool(guids) and not guids & set(own_guids(version.model_set))


def own_guids(model_set: ModelSet) -> list[str]:
    """GlobalIds of the ``IfcBuilding`` that are the set's own building, so far as anybody said."""
    rows = ModelSetBuilding.objects.filter(model_set=model_set, building=model_set.building)
    return list(rows.values_list("guid", flat=True))


def found_buildings(version: ModelVersion, user: User | AnonymousUser) -> list[dict[str, Any]]:
    """Rows of ``version.found``, each with the registered ``building`` that it is, None where ``user`` sees none.

    ``taken``: somebody said that it is another building, which ``user`` may not see.
    """
    said = {row.guid: row.building_id for row in version.model_set.mapping.all()}
    seen = {b.pk: b for b in Building.objects.visible_to(user).filter(pk__in=[pk for pk in said.values() if pk])}
    rows = []
    for row in version.found:
        pk = said.get(row["guid"])
        rows.append({**row, "building": seen.get(pk) if pk else None, "taken": bool(pk) and pk not in seen})
    return rows
