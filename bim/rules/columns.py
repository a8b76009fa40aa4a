"""Which cell of a distance table the parameters choose: its column, its position, its row."""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.model import ANYWHERE, COLUMN, Cell, DistanceRow, DistanceTable, HeightClass, Use
from bim.rules.params import Params


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` None: the table has no such column. ``assumed``: parameters nobody gave and that were taken as plain."""

    name: str | None
    assumed: tuple[str, ...] = ()


def column_of(table: DistanceTable, params: Params) -> Column:
    """By fire-resistance grade, by sprinklers (not said: none), or the only one."""
    if table.column == "fire_grade":
        return Column(table.grade_group(params.fire_grade) if params.fire_grade else None)
    if table.column == "sprinklered":
        given = params.sprinklered
        return Column("true" if given else "false", ("sprinklered",) if given is None else ())
    return Column(COLUMN)


def row_of(table: DistanceTable, use: Use, height: HeightClass) -> DistanceRow | None:
    wanted = "any" if "any" in use.groups else height
    group = use.groups.get(wanted)
    return next((row for row in table.rows if row.id == group and row.height == wanted), None)


def cell_of(table: DistanceTable, row: DistanceRow | None, position: str, column: str | None) -> Cell | None:
    """None: no such row, or a row without such a cell."""
    if row is None or column is None:
        return None
    return row.cells.get((position if table.by_position else ANYWHERE, column))


def asks_for(tables: tuple[DistanceTable, ...]) -> tuple[str, ...]:
    """Parameters without which these tables give no figure, besides the use and the height class."""
    position = ("position",) if any(table.by_position for table in tables) else ()
    grade = ("fire_grade",) if any(table.column == "fire_grade" for table in tables) else ()
    return position + grade
