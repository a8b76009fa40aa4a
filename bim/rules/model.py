"""What a rule pack says, as typed data: tables, rows, cells, modifiers. Loaded by ``bim.rules.load``, never edited.

Lengths are in the pack's own unit (``unit``); ``letter`` fields hold the confidence A, B or C of domain practice:
A and B may decide, C may only warn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bim.rules.families import Edition, Families
from bim.rules.model_base import ANYWHERE as ANYWHERE
from bim.rules.model_base import COLUMN as COLUMN
from bim.rules.model_base import Cell as Cell
from bim.rules.model_base import HeightClass as HeightClass
from bim.rules.model_base import Letter as Letter
from bim.rules.model_base import Op as Op
from bim.rules.model_base import Source as Source
from bim.rules.model_base import Text as Text


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """``cells[(position, column)]`` with the table's columns: grades as it groups them, or with sprinklers or not."""

    id: str
    height: HeightClass
    label: Text
    cells: Mapping[tuple[str, str], Cell]
    source: Source | None = None
    """The row's own clause and edition, where an overlay gives it one."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """A note of the table. ``when`` is one parameter and the value at which the note holds."""

    id: str
    title: Text
    when: tuple[str, str | bool]
    positions: tuple[str, ...]
    op: Op
    value: float
    letter: Letter
    letter_at: Mapping[str, Letter]
    checked: str

    def letter_in(self, position: str) -> Letter:
        return self.letter_at.get(position, self.letter)


@dataclass(frozen=True, slots=True)
class InRoom:
    """Limit inside a room or flat: the cell of position ``takes`` (the dead end) or ``value``, to the own door.

    ``flight_factor``: stairs on the way count this many times their horizontal length, None where they do not.
    ``two_doors``: position whose cell may hold instead in a room of two doors or more, None where doors do not matter.
    """

    id: str
    title: Text
    source: Source
    start: str
    end: str
    takes: str | None
    flight_factor: float | None
    value: float | None = None
    two_doors: str | None = None


@dataclass(frozen=True, slots=True)
class Hall:
    """Halls replace the table: ``in_room`` and, for the corridor that follows, ``corridor``."""

    source: Source
    fire_grades: tuple[str, ...]
    least_doors: int
    in_room: float
    corridor: float
    modifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistanceTable:
    """One table of distances, measured ``start`` to ``end`` by ``metric`` (``straight`` or ``walked``).

    ``column``: the parameter that chooses the column, empty for a table of one column (``COLUMN``). ``positions``:
    the positions the table tells apart, ``ANYWHERE`` alone if it tells none.
    """

    id: str
    title: Text
    source: Source
    unit: str
    metric: str
    start: str
    end: str
    column: str
    columns: tuple[str, ...]
    positions: tuple[str, ...]
    orders: tuple[str, ...]
    order_letter: Letter
    rows: tuple[DistanceRow, ...]
    modifiers: tuple[Modifier, ...]
    in_room: InRoom | None
    hall: Hall | None

    @property
    def asked(self) -> frozenset[str]:
        """The yes/no and stair parameters that may change a figure of this table."""
        return frozenset((self.column, *(note.when[0] for note in self.modifiers)))

    @property
    def by_position(self) -> bool:
        return self.positions != (ANYWHERE,)

    def grade_group(self, fire_grade: int) -> str | None:
        """The table's column for a fire-resistance grade: 2 falls into ``1-2``."""
        return next((group for group in self.columns if str(fire_grade) in group.split("-")), None)


@dataclass(frozen=True, slots=True)
class Use:
    """How this pack reads one word of the parameter ``use``: scope, table and row group by height class.

    ``others``: rows that the same word may mean too; unless ``group`` says which, the limit is open between them.
    """

    scope: str
    table: str
    groups: Mapping[str, str]
    halls: bool
    others: tuple[str, ...] = ()
    at_grade: str = ""
    """Row for spaces of a storey with final exits, for ways that end at one; empty where the table tells none."""


@dataclass(frozen=True, slots=True)
class HeightRule:
    """High-rise above ``above_m``; a single storey may be low whatever its height."""

    above_m: float
    single_storey_is_low: bool
    least_storey_m: float
    source: Source


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A lower minimum that holds up to ``max_height_m`` and only if ``condition``, which a model alone does not tell.

    ``height_of``: ``building`` (fire height) or ``top_entrance_floor`` (the highest floor with a flat door).
    """

    value: float
    max_height_m: float
    condition: str
    height_of: str = "building"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A looser figure of another clause that took this one's force: between the two a person judges."""

    value: float
    clause: str


@dataclass(frozen=True, slots=True)
class WidthRow:
    """A minimum clear width of one element; empty ``uses`` means every use of the rule's scope."""

    id: str
    uses: tuple[str, ...]
    height: HeightClass
    element: str
    value: float
    source: Source
    relaxed: tuple[Relaxed, ...]
    disputed: Disputed | None
    existing: float | None = None
    """The minimum for work on an existing building, where the clause has one of its own."""
    native: float = 0.0
    """``value`` as printed, in the unit of the rule; ``value`` and all else are metres."""
    most: bool = False
    """``value`` is the largest allowed, not the smallest: a riser."""


@dataclass(frozen=True, slots=True)
class WidthRule:
    """Minimum clear widths printed in ``unit`` (``m`` or ``in``)."""

    id: str
    title: Text
    scope: str
    unit: str
    rows: tuple[WidthRow, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Two exits are needed when ``id`` (floor_area, height, door_to_exit) is greater than ``above``."""

    id: str
    above: float
    unit: str
    height_m: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class SingleExit:
    """A case in which one exit is enough. ``storeys``: ``ground`` or ``upper``."""

    id: str
    storeys: str
    max_storeys: int | None
    fire_grades: tuple[str, ...]
    max_area_m2: float
    max_persons: float
    excluded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExitRange:
    """``exits`` are needed for up to ``persons`` on the storey; None: for more than any other range names."""

    id: str
    persons: int | None
    exits: int


@dataclass(frozen=True, slots=True)
class ExitsRule:
    """How many exits a storey needs: ``otherwise``, or ``needed`` when a trigger holds, or by ``ranges`` of persons.

    ``one_exit_cases``: the clause allows one exit in cases that the pack does not hold: one exit is then for a person.
    """

    id: str
    title: Text
    scope: str
    source: Source
    otherwise: int
    needed: int
    net_share: float
    triggers: tuple[Trigger, ...]
    singles: tuple[SingleExit, ...]
    ranges: tuple[ExitRange, ...] = ()
    one_exit_cases: bool = False


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A clause that applies but that this pack holds no figures for: printed with every check, never counted."""

    id: str
    scope: str
    element: str
    source: Source


@dataclass(frozen=True, slots=True)
class Pack:
    """An effective pack, parents and overrides merged. ``sha256`` is of the merged data, whatever the files' layout."""

    id: str
    parent: str | None
    edition: str
    title: Text
    sha256: str
    counts_as_exit: frozenset[str]
    clear_width_deduction_m: tuple[float, float]
    height_rules: Mapping[str, HeightRule]
    uses: Mapping[str, Use]
    distances: tuple[DistanceTable, ...]
    widths: tuple[WidthRule, ...]
    exits: tuple[ExitsRule, ...]
    unmeasured: tuple[Unmeasured, ...] = ()
    clear_height_deduction_m: tuple[float, float] = (0.0, 0.0)
    handrail_deduction_m: tuple[float, float] = (0.0, 0.0)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word of the parameter ``use`` → the code's own groups that it may mean, for rules that go by group."""
    families: Families = field(default_factory=Families)
    editions: tuple[Edition, ...] = ()

    def use_of(self, use: str | None, group: str | None = None) -> Use | None:
        """How the pack reads a use, or ``group``: a row of its tables, which then counts instead of the use's own."""
        known = self.uses.get(use or "")
        if group is None:
            return known
        tables = [self.table(known.table)] if known else list(self.distances)
        row = next((name for name in (group, group.split("-")[0]) if _holding(tables, name)), None)
        if row is None:
            return None
        named = next((word for word, groups in self.groups.items() if group in groups), None) if not known else None
        known = known or self.uses.get(named or "")
        found, group = _holding(tables, row), row
        scopes = [item.scope for item in (known, *self.uses.values()) if item and group in item.groups.values()]
        scope = known.scope if known else next(iter(scopes), "public")
        return Use(scope, found[0].id, {"any": group}, halls=False)

    def table(self, table_id: str) -> DistanceTable:
        return next(table for table in self.distances if table.id == table_id)

    def titles(self) -> dict[str, Text]:
        """Rule id → title, for every rule that may appear in a judgement."""
        rules = {table.id: table.title for table in self.distances}
        rules |= {table.in_room.id: table.in_room.title for table in self.distances if table.in_room}
        rules |= {rule.id: rule.title for rule in self.widths}
        return rules | {rule.id: rule.title for rule in self.exits} | self.families.titles()

    def groups_of(self, use: str | None, group: str | None) -> tuple[str, ...]:
        """The code's own groups that a check may be about: ``group`` alone where it was given."""
        return (group,) if group else self.groups.get(use or "", ())

    def title_of(self, rule_id: str, language: str = "en") -> str:
        """Label of a rule; the id itself for a rule this pack does not know (an older check's row)."""
        text = self.titles().get(rule_id)
        return text.in_language(language) if text else rule_id


def _holding(tables: list[DistanceTable], group: str) -> list[DistanceTable]:
    """Tables with a row of this name for any height."""
    return [table for table in tables if any(row.id == group and row.height == "any" for row in table.rows)]
