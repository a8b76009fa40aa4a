"""One result row per space."""

from __future__ import annotations

from collections import defaultdict

from bim.egress.flows import Walks, space_reading
from bim.egress.measure import Measure
from bim.egress.options import Progress
from bim.egress.result import Distance, Reason, SpaceResult
from bim.egress.scene import Scene


def cells_by_space(scene: Scene) -> dict[int, list[int]]:
    """Cells of each space (index): usually one, more for a tall stairwell."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, cell in enumerate(scene.plan.cells):
        found[cell.space].append(i)
    return found


def space_results(scene: Scene, measure: Measure, walks: Walks, progress: Progress) -> list[SpaceResult]:
    """Rows in the model's order, also for spaces without geometry; a missing distance says why."""
    cells = cells_by_space(scene)
    measure.survey([(walk.flow, None) for walk in (walks.final, walks.counts, walks.not_counts)])
    progress("paths", 0.5)
    rows = []
    for index in range(len(scene.facts.spaces)):
        rows.append(_row(scene, measure, walks, index, cells.get(index, [])))
        progress("paths", 0.5 + (index + 1) / len(scene.facts.spaces) / 2)
    return rows


def _row(scene: Scene, measure: Measure, walks: Walks, index: int, cells: list[int]) -> SpaceResult:
    space = scene.facts.spaces[index]
    row = SpaceResult(
        guid=space.guid,
        step_id=space.step_id,
        name=space.name,
        long_name=space.long_name,
        storey=space.storey,
        area_m2=float(space.floor.area) if space.floor is not None and not space.floor.is_empty else None,
        reason="",
        occupants=space.declared_persons,
        derived=space.derived,
    )
    if not cells:
        row.reason = "not_connected" if index in scene.plan.grouping else "no_geometry"
        return row
    row.travel = measure.farthest(cells, walks.final.flow, walks.final.guids)
    row.storey_exit = space_reading(measure, walks, cells)
    row.is_stair_space = any(c in scene.wells.wells for c in cells)
    row.reason = _reason(row, walks)
    return row


def _reason(row: SpaceResult, walks: Walks) -> Reason:
    if row.travel is not None:
        return ""
    return "not_connected" if walks.final.ends.targets else "no_exit"


def place_spaces(scene: Scene, rows: list[SpaceResult], ways: set[int], in_room: dict[int, Distance | None]) -> None:
    """Fills in which spaces are ways, which flat each belongs to, and the distance to the room's own door."""
    for index, cells in cells_by_space(scene).items():
        row = rows[index]
        row.is_circulation = any(c in ways for c in cells)
        row.flat = next((key for c in cells if (key := scene.dwellings.flat_of(c))), None)
        found = [d for c in cells if (d := in_room.get(c)) is not None]
        row.in_room = max(found, key=lambda d: d.value_m, default=None)
