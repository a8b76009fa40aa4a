"""Pack data on people: how many there are (``DensityTable``) and how wide their ways out must be (``CapacityTable``).

Part of ``bim.rules.model``. Printed figures (``native``) are kept beside metres: a verdict names the code's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bim.rules.model_base import Cell, Source, Text

AreaKind = Literal["net", "gross"]
Element = Literal["exits", "stairs", "any"]
Where = Literal["above", "below", "any"]
Serves = Literal["most_crowded", "own_storey"]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller load (``factor``) of some rooms, known by their ``names`` only: then both figures may hold."""

    factor: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DensityRow:
    """Persons per square metre of rooms of ``uses`` (words of ``bim.space_uses``).

    ``levels``: lowest and highest floor, 1 the ground floor, -1 the first below; None every floor.
    ``seats_factor``: persons are so many times the fixed seats, which no area tells; ``per_m2`` is then None.
    """

    id: str
    label: Text
    uses: tuple[str, ...]
    levels: tuple[int, int] | None
    per_m2: Pair | None
    native: Pair | None
    area: AreaKind
    seats_factor: float | None
    reduced: Reduced | None
    source: Source

    def holds(self, use: str, level: int | None) -> bool:
        """Whether the row speaks of a room of this use; on an unknown floor every row of the use does."""
        on_level = self.levels is None or level is None or self.levels[0] <= level <= self.levels[1]
        return use in self.uses and on_level


@dataclass(frozen=True, slots=True)
class DensityTable:
    """``unit``: ``persons_per_m2``, ``m2_per_person`` or ``ft2_per_person``.

    ``net_share``: the model's spaces are at least this share of the gross area that a gross figure speaks of.
    """

    id: str
    title: Text
    source: Source
    unit: str
    net_share: float
    rows: tuple[DensityRow, ...]


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """Width per person in one case. ``cells`` by column: metres per person; ``native`` as printed.

    ``storeys``: storeys above ground of the building, ``depth_m``: how far the floor lies below the way out.
    ``condition``: what must hold for this row and no model tells, empty for none.
    """

    id: str
    element: Element
    where: Where
    storeys: Pair | None
    depth_m: Pair | None
    uses: tuple[str, ...]
    condition: str
    cells: Mapping[str, Cell]
    native: Mapping[str, Cell]
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """Up to ``persons`` an exit of ``width_m`` is enough."""

    persons: float
    width_m: float


@dataclass(frozen=True, slots=True)
class Loss:
    """After losing the widest of ``least_exits`` exits or more, ``share`` of what is required must be left."""

    id: str
    title: Text
    source: Source
    share: float
    least_exits: int


@dataclass(frozen=True, slots=True)
class CapacityTable:
    """Required total width. ``unit``: ``m_per_100``, ``in_per_person`` or ``mm_by_persons`` (then ``steps`` hold).

    ``serves``: which persons a stair is dimensioned for, the most crowded floor that uses it or its own floor.
    """

    id: str
    title: Text
    source: Source
    scope: str
    unit: str
    serves: Serves
    columns: tuple[str, ...]
    rows: tuple[CapacityRow, ...]
    steps: tuple[Step, ...]
    beyond_m: float
    """Metres for each person of an exit wider than the last step; 0 without steps."""
    loss: Loss | None

    def column_of(self, fire_grade: int | None) -> str | None:
        """The column of a fire-resistance grade; the only one of a table that has but one."""
        if len(self.columns) == 1:
            return self.columns[0]
        return next((c for c in self.columns if str(fire_grade) in c.split("-")), None)

    def titles(self) -> dict[str, Text]:
        """Rule id → title of every row in a judgement."""
        own = {self.id: self.title}
        return own | {self.loss.id: self.loss.title} if self.loss else own
