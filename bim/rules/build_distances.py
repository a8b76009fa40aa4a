"""Effective pack data → typed distance tables: rows, cells, notes, rooms and halls."""

from __future__ import annotations

from typing import cast

from bim.rules.model import (
    Cell,
    DistanceRow,
    DistanceTable,
    Hall,
    HeightClass,
    InRoom,
    Letter,
    Modifier,
    Op,
    Source,
)
from bim.rules.params import STAIRS
from bim.rules.schema import Table

POSITIONS = ("between_exits", "dead_end")
CONDITIONS = ("open_corridor", "sprinklered", "stair")
ORDERS = ("add_then_multiply", "multiply_then_add")


def source(table: Table) -> Source:
    return Source(
        clause=table.text("clause"),
        edition=table.text("edition"),
        in_force=table.whole("in_force"),
        letter=table.letter(),
        checked=table.text("checked"),
    )


def own_source(row: Table, parent: Source) -> Source:
    """A row's own clause, letter and check where it gives them, else its rule's."""
    return Source(
        clause=row.text("clause") if row.has("clause") else parent.clause,
        edition=row.text("edition") if row.has("edition") else parent.edition,
        in_force=parent.in_force,
        letter=row.letter() if row.has("confidence") else parent.letter,
        checked=row.text("checked") if row.has("checked") else parent.checked,
    )


def build(table: Table) -> DistanceTable:
    table.raw("file")
    src = source(table)
    order = table.table("combination")
    grades = table.texts("fire_grades")
    built = DistanceTable(
        id=table.text("id"),
        title=table.label("title"),
        source=src,
        unit=table.one_of("unit", ("m", "ft")),
        metric=table.one_of("metric", ("straight", "walked")),
        start=table.text("from"),
        end=table.one_of("to", ("storey_exit",)),
        fire_grades=grades,
        orders=tuple(_order(order)),
        order_letter=order.letter(),
        rows=tuple(_row(row, src.letter, grades) for row in table.tables("row")),
        modifiers=tuple(_modifier(row) for row in table.tables("modifier")),
        in_room=_in_room(table.table("in_room"), src) if table.has("in_room") else None,
        hall=_hall(table.table("hall"), src) if table.has("hall") else None,
    )
    order.text("checked")
    order.done()
    table.done()
    return built


def _order(table: Table) -> tuple[str, ...]:
    orders = table.texts("orders")
    if not orders or not set(orders) <= set(ORDERS):
        raise table.fail("orders", f"must list one or both of {', '.join(ORDERS)}, found {list(orders)!r}")
    return orders


def _row(row: Table, letter: Letter, grades: tuple[str, ...]) -> DistanceRow:
    built = DistanceRow(
        id=row.text("id"),
        height=cast(HeightClass, row.one_of("height", ("any", "low", "high"))),
        label=row.label("label"),
        cells=_cells(row, letter, grades),
    )
    row.done()
    return built


def _cells(row: Table, letter: Letter, grades: tuple[str, ...]) -> dict[tuple[str, str], Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for position in POSITIONS:
        table = row.table(position)
        cells |= {(position, grade): _cell(table, grade, letter) for grade in grades if table.has(grade)}
        table.done()
    return cells


def _cell(table: Table, grade: str, letter: Letter) -> Cell:
    value = table.raw(grade)
    if isinstance(value, dict):
        inner = Table(value, f"{table.where}.{grade}")
        cell = Cell(inner.number("value"), inner.letter())
        inner.done()
        return cell
    if value == "-":
        return Cell(None, letter)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise table.fail(grade, f'must be a length above 0 or "-", found {value!r}')
    return Cell(float(value), letter)


def _modifier(row: Table) -> Modifier:
    letters = row.table("confidence_at") if row.has("confidence_at") else None
    built = Modifier(
        id=row.text("id"),
        title=row.label("title"),
        when=_when(row.table("when")),
        positions=row.texts("positions"),
        op=cast(Op, row.one_of("op", ("add", "mul"))),
        value=row.number("value"),
        letter=row.letter(),
        letter_at={key: letters.letter(key) for key in letters.keys()} if letters else {},  # noqa: SIM118
        checked=row.text("checked"),
    )
    row.done()
    return built


def _when(table: Table) -> tuple[str, str | bool]:
    if len(table.keys()) != 1 or table.keys()[0] not in CONDITIONS:
        raise table.fail("when", f"must hold exactly one of {', '.join(CONDITIONS)}")
    key = table.keys()[0]
    return key, (table.one_of(key, STAIRS) if key == "stair" else table.flag(key))


def _in_room(table: Table, src: Source) -> InRoom:
    built = InRoom(
        id=table.text("id"),
        title=table.label("title"),
        source=_inner_source(table, src),
        start=table.text("from"),
        end=table.text("to"),
        takes=table.one_of("takes", POSITIONS),
        flight_factor=table.number("flight_factor") if table.has("flight_factor") else None,
    )
    table.done()
    return built


def _hall(table: Table, src: Source) -> Hall:
    built = Hall(
        source=_inner_source(table, src),
        fire_grades=table.texts("fire_grades"),
        least_doors=table.whole("least_doors"),
        in_room=table.number("in_room"),
        corridor=table.number("corridor"),
        modifiers=table.texts("modifiers"),
    )
    table.done()
    return built


def _inner_source(table: Table, src: Source) -> Source:
    return Source(table.text("clause"), src.edition, src.in_force, table.letter(), table.text("checked"))
