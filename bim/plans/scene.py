"""What one storey's drawing needs, looked up once: its spaces, portals, stairs, judgements and the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from bim.egress.result import DoorResult, EgressResult, SpaceResult, StairResult, StoreyResult
from bim.facts import Portal, Space, StairRun
from bim.plans.frame import Frame, frame_for, turn_rad
from bim.plans.masses import outline, stair_body
from core.verdicts import Judgement


@dataclass(slots=True)
class Scene:
    """Keys are ``(guid, step_id)`` where the same GUID may stand twice in a bad file."""

    result: EgressResult
    storey: StoreyResult
    language: str
    frame: Frame
    spaces: list[SpaceResult]
    floors: dict[tuple[str, int], BaseGeometry]
    """Space outlines in metres; spaces without a shape are absent."""
    doors: list[DoorResult]
    portals: dict[tuple[str, int], Portal]
    runs: list[tuple[StairResult, StairRun | None]]
    judgements: list[Judgement]
    level_m: float
    next_level_m: float
    covered: list[BaseGeometry] = field(repr=False)
    """Floors and the stairs that pass through, in metres: what walls stand around."""
    shell: BaseGeometry = field(repr=False)

    def floor_of(self, guid: str | None) -> BaseGeometry | None:
        return next((f for (g, _), f in self.floors.items() if g == guid), None)

    def space(self, guid: str | None) -> SpaceResult | None:
        return next((s for s in self.spaces if s.guid == guid), None)

    def circulates(self, guid: str | None) -> bool:
        space = self.space(guid)
        return space is not None and (space.is_circulation or space.is_stair_space)


def build_scene(
    result: EgressResult, judgements: Iterable[Judgement], storey_guid: str, language: str, *, foot_px: float
) -> Scene:
    """Raises ``KeyError`` naming the storey when the result has none of this GUID."""
    storey = next((s for s in result.storeys if s.guid == storey_guid), None)
    if storey is None:
        raise KeyError(f"no storey {storey_guid} in this result")
    outlines = {(s.guid, s.step_id): s.floor for s in result.facts.spaces if s.floor is not None}
    spaces = [s for s in result.spaces if s.storey == storey_guid]
    floors = {(s.guid, s.step_id): f for s in spaces if (f := outlines.get((s.guid, s.step_id))) is not None}
    frame = frame_for(list(floors.values()), _turn(result), foot_px=foot_px)
    runs = _runs(result, storey_guid)
    bodies = [body for stair, run in runs if floors and (body := stair_body(stair, run)) is not None]
    covered = [*floors.values(), *bodies]
    level, above = _levels(result, storey, [s for s in result.facts.spaces if s.storey == storey_guid])
    return Scene(
        result=result,
        storey=storey,
        language=language,
        frame=frame,
        spaces=spaces,
        floors=dict(floors),
        doors=[d for d in result.doors if d.storey == storey_guid],
        portals={(p.guid, p.step_id): p for p in result.facts.portals},
        runs=runs,
        judgements=[j for j in judgements if _here(j, storey, result)],
        level_m=level,
        next_level_m=above,
        covered=covered,
        shell=outline(covered),
    )


def _turn(result: EgressResult) -> float:
    """The turn of all storeys' drawings: that of the largest storey, so that storeys do not turn against each other."""
    largest = max(result.storeys, key=lambda s: s.area_m2)
    floors = [s.floor for s in result.facts.spaces if s.storey == largest.guid and s.floor is not None]
    return turn_rad(floors, result.facts.north_deg)


def _runs(result: EgressResult, storey_guid: str) -> list[tuple[StairResult, StairRun | None]]:
    """Stairs that start here first, then those that only arrive here."""
    runs = {(r.guid, r.step_id): r for r in result.facts.stairs}
    up = [s for s in result.stairs if s.from_storey == storey_guid]
    down = [s for s in result.stairs if s.to_storey == storey_guid and s.from_storey != storey_guid]
    return [(s, runs.get((s.guid, s.step_id))) for s in (*up, *down)]


def _levels(result: EgressResult, storey: StoreyResult, spaces: Sequence[Space]) -> tuple[float, float]:
    """Floor level of the storey and of the next above (metres, world)."""
    level = min((s.floor_z_m for s in spaces), default=storey.elevation_m or 0.0)
    higher = [s.elevation_m for s in result.storeys if s.elevation_m is not None and s.elevation_m > level + 1.5]
    return level, min(higher, default=level + 3.0)


def _here(judgement: Judgement, storey: StoreyResult, result: EgressResult) -> bool:
    if judgement.storey:
        return judgement.storey in (storey.guid, storey.name)
    guid = judgement.subject.guid
    spaces = any(s.guid == guid and s.storey == storey.guid for s in result.spaces)
    return spaces or any(d.guid == guid and d.storey == storey.guid for d in result.doors)
