"""±0.00 of each building and of the delivery, settled when all files are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bim.facts import ModelFacts
from bim.read.buildings import Buildings
from bim.read.storey_heights import Reference
from bim.read.storeys import Storeys


def settle(facts: ModelFacts, buildings: Buildings, homes: Sequence[Storeys]) -> None:
    """Fill ``facts.buildings`` and ``facts.reference_z_m``: what tells it best, the storey nearest to ±0.00, holds."""
    best: dict[str, Reference] = {}
    for storeys in homes:
        for key, found in storeys.references.items():
            best[key] = min(found, best.get(key, found), key=lambda reference: reference[0])
    of_all = min(best.values(), key=lambda reference: reference[0], default=(0.0, 0.0))[1]
    facts.reference_z_m = of_all
    facts.buildings = [
        replace(row, reference_z_m=best[row.guid][1] if row.guid in best else of_all) for row in buildings.rows()
    ]
