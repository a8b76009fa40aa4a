"""What a pack says beside distances, widths and numbers of exits, as typed data. Part of ``bim.rules.model``.

Lengths in metres, whatever the pack prints; ``native`` keeps the printed figure where the unit is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bim.rules.model_base import Cell, Letter, Source, Text
from bim.rules.occupancy_model import CapacityTable, DensityTable

Place = Literal["beside", "end", "any"]
"""Of a room's door: between two exits or beside a dead-end corridor; at the end of one; wherever."""
SPRINKLERS = ("false", "true")


@dataclass(frozen=True, slots=True)
class Rule:
    """Head of every rule. ``scope``: ``residential``, ``public``, ``garage`` or ``any``."""

    id: str
    title: Text
    scope: str
    source: Source


@dataclass(frozen=True, slots=True)
class Separation(Rule):
    """Least distance between exits. ``least_m`` for each two neighbours, or ``shares`` of the storey's diagonal for
    the two exits farthest apart, by sprinklers. ``merges``: nearer ones count as one exit."""

    least_m: float | None
    shares: Mapping[str, float]
    merges: bool


@dataclass(frozen=True, slots=True)
class GroundFloor(Rule):
    """Stairwell to the outside at grade, in buildings of at most ``up_to_storeys``."""

    at_most_m: float
    up_to_storeys: int


@dataclass(frozen=True, slots=True)
class DoorCase:
    """A room for which one door is enough. ``exclusive``: the area must be less than ``max_area_m2``."""

    id: str
    place: Place
    uses: tuple[str, ...]
    max_area_m2: float
    exclusive: bool
    min_door_m: float | None
    max_inside_m: float | None
    max_persons: float | None
    letter: Letter


@dataclass(frozen=True, slots=True)
class RoomDoors(Rule):
    """Rooms need two doors, but for the ``cases``. ``excluded``: uses to which cases of other uses are not open."""

    cases: tuple[DoorCase, ...]


@dataclass(frozen=True, slots=True)
class StairKindRow:
    """``least`` kind for heights above ``above_m`` up to ``up_to_m``; ``otherwise`` unless ``condition`` holds, which
    a model does not tell."""

    id: str
    above_m: float
    up_to_m: float
    least: str
    otherwise: str
    condition: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class StairKinds(Rule):
    rows: tuple[StairKindRow, ...]


@dataclass(frozen=True, slots=True)
class LiftRow:
    id: str
    lifts: int
    from_storeys: int
    above_m: float


@dataclass(frozen=True, slots=True)
class Lifts(Rule):
    rows: tuple[LiftRow, ...]


@dataclass(frozen=True, slots=True)
class CommonPathRow:
    """By the pack's own group: most persons in a space with one exit, and the common path by load or sprinklers."""

    group: str
    max_persons: int
    few: Cell
    many: Cell
    sprinklered: Cell


@dataclass(frozen=True, slots=True)
class CommonPaths(Rule):
    """``few_up_to``: persons up to which the column ``few`` holds. ``persons_id``: rule id of the load's own row."""

    unit: str
    few_up_to: int
    persons_id: str
    persons_title: Text
    rows: tuple[CommonPathRow, ...]


@dataclass(frozen=True, slots=True)
class DeadEndRow:
    """``groups`` empty: every group that no other row names. ``cells`` by sprinklers."""

    id: str
    groups: tuple[str, ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class DeadEnds(Rule):
    unit: str
    rows: tuple[DeadEndRow, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a standard and since when it was in force. ``pack``: the rule pack that holds it, None if none.

    ``first``: there was no such standard before.
    """

    standard: str
    edition: str
    in_force: int
    pack: str | None
    letter: Letter
    checked: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Families:
    """Every rule of a pack that is no distance table, width rule or exit rule."""

    separations: tuple[Separation, ...] = ()
    ground_floors: tuple[GroundFloor, ...] = ()
    room_doors: tuple[RoomDoors, ...] = ()
    stair_kinds: tuple[StairKinds, ...] = ()
    lifts: tuple[Lifts, ...] = ()
    common_paths: tuple[CommonPaths, ...] = ()
    dead_ends: tuple[DeadEnds, ...] = ()
    densities: tuple[DensityTable, ...] = ()
    capacities: tuple[CapacityTable, ...] = ()

    def every(self) -> tuple[Rule, ...]:
        return (
            *self.separations, *self.ground_floors, *self.room_doors, *self.stair_kinds, *self.lifts,
            *self.common_paths, *self.dead_ends,
        )  # fmt: skip

    def titles(self) -> dict[str, Text]:
        found = {rule.id: rule.title for rule in self.every()}
        found |= {rule.persons_id: rule.persons_title for rule in self.common_paths}
        found |= {table.id: table.title for table in self.densities}
        return found | {key: text for table in self.capacities for key, text in table.titles().items()}
