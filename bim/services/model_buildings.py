"""What is said of the buildings of a delivery: which of them is the registered one it was delivered for."""

from __future__ import annotations

from bim.models import ModelSet, ModelSetBuilding, ModelVersion


def needs_mapping(version: ModelVersion) -> bool:
    """The delivery holds several buildings, and none of them is said to be the one it was delivered for."""
    guids = {str(row["guid"]) for row in version.found}
    return bool(guids) and not guids & set(own_guids(version.model_set))


def own_guids(model_set: ModelSet) -> list[str]:
    """GlobalIds of the ``IfcBuilding`` that are the set's own building, so far as anybody said."""
    rows = ModelSetBuilding.objects.filter(model_set=model_set, building=model_set.building)
    return list(rows.values_list("guid", flat=True))
