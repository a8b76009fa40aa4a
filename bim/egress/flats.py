"""How sure it is that a space belongs to its flat, is a common part or neither, and which doors are flat doors."""

from __future__ import annotations

from bim.egress import words
from bim.egress.common import CORRIDOR_NAMES
from bim.egress.result import DoorResult, SpaceResult
from bim.egress.scene import Scene
from bim.egress.serving import flat_doors
from bim.egress.spaces import cells_by_space

SURE, UNSURE, DOORLESS = 0.8, 0.55, 0.3
Found = tuple[tuple[str, ...], float]
"""Evidence and confidence."""


def fill_flats(scene: Scene, rows: list[SpaceResult], doors: list[DoorResult]) -> None:
    """Fills status, evidence and confidence of each space's flat and of each flat door. Housing only."""
    if not scene.options.residential:
        return
    known = {key: _flat(scene, cells) for key, cells in scene.dwellings.flats.items()}
    for index, cells in cells_by_space(scene).items():
        row = rows[index]
        evidence, confidence = known[row.flat] if row.flat is not None else _no_flat(scene, cells)
        said = any(c in scene.said.cells for c in cells)
        row.flat_status = "confirmed" if said else "proposed"
        since = scene.reviews.since.get(row.guid)
        row.flat_evidence = words.by_person(since, evidence) if said else evidence
        row.flat_confidence = 1.0 if said else confidence
    for portals, sentence in ((scene.said.flat_doors, words.FLAT_DOOR), (scene.said.inner, words.NO_FLAT_DOOR)):
        for portal in portals:
            doors[portal].flat_door_status = "confirmed"
            doors[portal].evidence = (*doors[portal].evidence, sentence)


def _no_flat(scene: Scene, cells: list[int]) -> Found:
    common = [c for c in cells if c in scene.dwellings.common]
    if not common:
        return (words.NO_FLAT,), UNSURE
    return (words.COMMON_PART,), SURE if all(_surely_common(scene, c) for c in common) else UNSURE


def _flat(scene: Scene, cells: set[int]) -> Found:
    """Sure where its doors lead to common parts that a stair, a lobby, a name, a property or a person makes ones."""
    portals = flat_doors(scene, cells)
    if not portals:
        return (words.FLAT_NO_DOOR,), DOORLESS
    beyond = {c for p in portals for c in scene.joins[p].sides if c is not None and c not in cells}
    doors_said = all(p in scene.said.flat_doors for p in portals)
    if doors_said or all(_surely_common(scene, c) for c in beyond):
        return (words.FLAT_BY_DOORS,), SURE
    return (words.FLAT_BY_DOORS, words.FLAT_UNSURE), UNSURE


def _surely_common(scene: Scene, cell: int) -> bool:
    wells, space = scene.wells, scene.plan.space_of(cell)
    text = f"{space.name} {space.long_name} {space.object_type}".lower()
    seen = cell in wells.wells or cell in wells.lobbies or cell in scene.said.common
    return seen or space.public is True or any(name in text for name in CORRIDOR_NAMES)
