"""What the egress analysis says of a model: topology, exits, stairs, distances. No clause, no verdict.

Pure dataclasses between ``bim.egress`` (which fills them), ``bim.rules`` (which judges them), ``bim.plans`` (which
draws them) and ``bim.report`` (which writes ``egress-report/1``). Metres throughout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bim.egress.measured import Both, Bottleneck, CommonPath, Corridor, DeadEnd, ExitLoss, ExitPair, GroundWay
from bim.facts import ModelFacts, Point2, Point3

ExitKind = Literal["no", "storey", "final"]
Status = Literal["proposed", "confirmed"]
StairKind = Literal["enclosed", "smoke_proof", "open_stairwell", "open_stair", "outdoor", "unknown"]
Position = Literal["between_exits", "dead_end", "unknown"]
Reason = Literal["", "no_geometry", "no_exit", "not_connected"]
Path = tuple[Point3, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """A walked distance with its certificate: truth lies in ``[value_m, value_m + error_m]``."""

    value_m: float
    error_m: float
    path: Path
    target: str
    """GUID of the exit door, opening or stair where the walk ends."""
    straight_m: float | None = None
    """Start to end as the crow flies, for clauses that print 'straight-line distance'."""
    start: Point3 | None = None

    @property
    def upper_m(self) -> float:
        return self.value_m + self.error_m


@dataclass(frozen=True, slots=True)
class Reading:
    """A distance to the storey exit under both readings of the stairs whose kind nobody knows.

    ``counts``: unknown stairs are storey exits. ``not_counts``: they are open stairs and are walked through.
    Equal (``settled``) when no unknown stair matters.
    """

    counts: Distance | None
    not_counts: Distance | None

    @property
    def settled(self) -> bool:
        a, b = self.counts, self.not_counts
        return (a is None and b is None) or (a is not None and b is not None and abs(a.value_m - b.value_m) < 1e-9)


@dataclass(slots=True)
class DoorResult:
    """A portal with what it joins and whether it is an exit. ``joins`` are space GUIDs, None = outside/unmodelled."""

    guid: str
    step_id: int
    kind: str
    name: str
    storey: str
    joins: tuple[str | None, str | None]
    line: tuple[Point2, Point2]
    z_m: float
    width_m: float | None
    clear_width_m: tuple[float, float] | None
    exit: ExitKind
    status: Status
    evidence: tuple[str, ...]
    confidence: float
    position: Position = "unknown"
    """Seen from the room this door serves: routes to two storey exits part at the door, or do not."""
    to_storey_exit: Reading | None = None
    """From this door (mid-point) on the side away from its room: GB's 'room exit door to nearest safety exit'."""
    nearest_stair_kind: StairKind | None = None
    serves: str | None = None
    """GUID of the room (public) or first space of the flat (housing) whose exit door this is, None if circulation."""
    is_flat_door: bool = False
    leads_to_stair: str | None = None
    """GUID of the stair whose space this door or opening leads into, if any."""
    tag: str = ""
    exit_said: bool = False
    """A person has spoken of this very door; else its status is that of the stair it leads to."""
    flat_door_status: Status = "proposed"


@dataclass(slots=True)
class StairResult:
    """A stair between two storeys. ``kind`` decides, under a pack, whether a door into it is a storey exit."""

    guid: str
    step_id: int
    name: str
    from_storey: str
    to_storey: str
    length_m: float | None
    width_m: float | None
    method: str
    kind: StairKind
    status: Status
    evidence: tuple[str, ...]
    confidence: float
    line: Path
    inside_flat: bool = False
    suggested: StairKind = "unknown"
    """What the model makes likely. Never decides: an unreviewed stair stays ``unknown``."""
    leads_out: bool = True
    """False where no final exit is reached from its end towards grade: it is then no storey exit, whatever its kind."""
    riser_m: float | None = None
    going_m: float | None = None
    is_ramp: bool = False
    way_out_status: Status = "proposed"
    """Confirmed where a confirmed final exit is reached from its end towards grade."""


@dataclass(slots=True)
class SpaceResult:
    """A space with its distances. None with a ``reason`` where there is no way; never a guess."""

    guid: str
    step_id: int
    name: str
    long_name: str
    storey: str
    area_m2: float | None
    reason: Reason
    travel: Distance | None = None
    """From the farthest point to the nearest final exit (the street)."""
    storey_exit: Reading | None = None
    """From the farthest point to the nearest storey exit."""
    in_room: Distance | None = None
    """From the farthest point to the room's (or the flat's) own door."""
    is_circulation: bool = False
    is_stair_space: bool = False
    flat: str | None = None
    """Key of the flat (户) this space belongs to, housing only."""
    occupants: float | None = None
    """Persons the model itself states; loads by a code's density are the pack's affair."""
    use: str = ""
    """One of ``bim.space_uses.SPACE_USES``, empty when nobody knows."""
    derived: bool = False
    """The room is a draft made from walls and slabs; nothing that rests on it passes or fails."""
    use_status: Status = "proposed"
    use_evidence: tuple[str, ...] = ()
    use_confidence: float = 0.0
    flat_status: Status = "proposed"
    """Of ``flat``, or of its being a common part or neither. Housing only."""
    flat_evidence: tuple[str, ...] = ()
    flat_confidence: float = 0.0
    common_path: Both[CommonPath | None] | None = None
    """From the farthest point; None where no storey exit is reached."""
    bottleneck: Bottleneck | None = None
    """The narrowest element on the way to the storey exit."""


@dataclass(frozen=True, slots=True)
class StoreyPart:
    """Spaces (GUIDs) of a storey that doors and openings join without a stair, and the exits of them alone."""

    spaces: tuple[str, ...]
    storey_exits: tuple[str, ...] = ()
    unknown_exits: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Spaces of the part that cannot be left."""


@dataclass(slots=True)
class StoreyResult:
    """Maxima over a storey's reachable spaces, and the spaces that cannot be left."""

    guid: str
    name: str
    elevation_m: float | None
    order: int
    area_m2: float
    spaces: int
    max_travel_m: float | None
    bound_m: float | None
    farthest_space: str | None
    unreachable: tuple[str, ...]
    storey_exits: tuple[str, ...] = ()
    """GUIDs of doors/openings that count as storey exits here (final exits included)."""
    unknown_exits: tuple[str, ...] = ()
    """Doors/openings into stairs of unknown kind."""
    above_ground: bool = True
    two_ways: bool | None = None
    parts: tuple[StoreyPart, ...] = ()
    """Each entrance of a terrace is a part of its own: an exit of one is none of the next."""


@dataclass(frozen=True, slots=True)
class BuildingResult:
    """One building of the delivery by itself. ``height_m`` and ``storeys_above`` as in ``EgressResult``."""

    guid: str
    name: str
    reference_z_m: float
    height_m: float | None
    storeys_above: int | None
    files: tuple[str, ...] = ()


@dataclass(slots=True)
class EgressResult:
    """The whole analysis of one delivery. ``facts`` is what it was computed from."""

    facts: ModelFacts
    storeys: list[StoreyResult]
    spaces: list[SpaceResult]
    doors: list[DoorResult]
    stairs: list[StairResult]
    height_m: float | None
    """Fire height as far as the model tells: ±0.00 to the top storey's ceiling; None when unknown."""
    storeys_above: int | None
    exits_confirmed: bool
    """True when a person has confirmed every exit and stair kind the distances rest on."""
    dead_ends: Both[tuple[DeadEnd, ...]] | None = None
    exit_pairs: Both[tuple[ExitPair, ...]] | None = None
    exit_losses: Both[tuple[ExitLoss, ...]] | None = None
    corridors: tuple[Corridor, ...] = ()
    ground_ways: tuple[GroundWay, ...] | None = None
    buildings: tuple[BuildingResult, ...] = ()
    """Filled by ``bim.egress.several``: the buildings of the delivery, each by itself."""
    timing_s: dict[str, float] = field(default_factory=dict)
    """CPU seconds: ``graph``, ``paths``."""
    notes: list[str] = field(default_factory=list)
