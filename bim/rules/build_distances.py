"""Effective pack data → typed distance tables: rows, cells, notes, rooms and halls."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bim.rules.limit import weakest
from bim.rules.model import (
    ANYWHERE,
    COLUMN,
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
STARTS = ("room_exit_door", "flat_door", "any_point")
ORDERS = ("add_then_multiply", "multiply_then_add")


def source(table: Table) -> Source:
    """A rule's own source; its letter is never stronger than that of its edition."""
    edition_letter: Letter = table.letter("edition_confidence") if table.has("edition_confidence") else "A"
    return Source(
        clause=table.text("clause"),
        edition=table.text("edition"),
        in_force=table.whole("in_force"),
        letter=weakest((table.letter(), edition_letter)),
        checked=table.text("checked"),
        edition_letter=edition_letter,
    )


def own_source(row: Table, parent: Source) -> Source:
    """A row's own clause, letter and check where it gives them, else its rule's."""
    edition_letter: Letter = "A" if row.has("edition") else parent.edition_letter
    return Source(
        clause=row.text("clause") if row.has("clause") else parent.clause,
        edition=row.text("edition") if row.has("edition") else parent.edition,
        in_force=row.whole("in_force") if row.has("in_force") else parent.in_force,
        letter=weakest((row.letter(), edition_letter)) if row.has("confidence") else parent.letter,
        checked=row.text("checked") if row.has("checked") else parent.checked,
        edition_letter=edition_letter,
    )


def build(table: Table) -> DistanceTable:
    table.raw("file")
    src = source(table)
    orders, order_letter = _combination(table.table("combination")) if table.has("combination") else (ORDERS[:1], "A")
    column, columns = _columns(table)
    positions = table.texts("positions") if table.has("positions") else POSITIONS
    if positions not in (POSITIONS, (ANYWHERE,)):
        raise table.fail("positions", f"must be {list(POSITIONS)} or ['{ANYWHERE}'], found {list(positions)!r}")
    built = DistanceTable(
        id=table.text("id"),
        title=table.label("title"),
        source=src,
        unit=table.one_of("unit", ("m", "ft")),
        metric=table.one_of("metric", ("straight", "walked")),
        start=table.one_of("from", STARTS),
        end=table.one_of("to", ("storey_exit",)),
        column=column,
        columns=columns,
        positions=positions,
        orders=orders,
        order_letter=order_letter,
        rows=tuple(_row(row, src, columns, positions) for row in table.tables("row")),
        modifiers=tuple(_modifier(row) for row in table.tables("modifier")),
        in_room=_in_room(table.table("in_room"), src) if table.has("in_room") else None,
        hall=_hall(table.table("hall"), src) if table.has("hall") else None,
    )
    table.done()
    return built


def _columns(table: Table) -> tuple[str, tuple[str, ...]]:
    """By grade, with the grades as the table groups them; by sprinklers; or a single column."""
    if table.has("fire_grades"):
        return "fire_grade", table.texts("fire_grades")
    if table.one_of("columns", ("sprinklered", "none")) == "none":
        return "", (COLUMN,)
    return "sprinklered", ("false", "true")


def _combination(table: Table) -> tuple[tuple[str, ...], Letter]:
    orders = table.texts("orders")
    if not orders or not set(orders) <= set(ORDERS):
        raise table.fail("orders", f"must list one or both of {', '.join(ORDERS)}, found {list(orders)!r}")
    letter = table.letter()
    table.text("checked")
    table.done()
    return orders, letter


def _row(row: Table, src: Source, columns: tuple[str, ...], positions: tuple[str, ...]) -> DistanceRow:
    """A row may have a source of its own: an overlay that changed it says so."""
    own = any(row.has(key) for key in ("clause", "edition", "confidence", "checked", "in_force"))
    src = own_source(row, src) if own else src
    built = DistanceRow(
        id=row.text("id"),
        height=cast(HeightClass, row.one_of("height", ("any", "low", "high"))),
        label=row.label("label"),
        cells=_cells(row, src, columns, positions),
        source=src if own else None,
    )
    row.done()
    return built


def _cells(
    row: Table, src: Source, columns: tuple[str, ...], positions: tuple[str, ...]
) -> dict[tuple[str, str], Cell]:
    if columns == (COLUMN,):
        return {(position, COLUMN): cell(row, position, src) for position in positions if row.has(position)}
    cells: dict[tuple[str, str], Cell] = {}
    for position in positions:
        table = row.table(position)
        cells |= {(position, column): cell(table, column, src) for column in columns if table.has(column)}
        table.done()
    return cells


def cell(table: Table, key: str, src: Source) -> Cell:
    """A length, "-" (the printed dash), "NP" (not permitted), or one of these as ``value`` with its own letter."""
    value, letter = table.raw(key), src.letter
    if isinstance(value, dict):
        inner = Table(value, f"{table.where}.{key}")
        value, letter = inner.raw("value"), weakest((inner.letter(), src.edition_letter))
        inner.done()
    if value in ("-", "NP"):
        return Cell(None, letter, permitted=value == "-")
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise table.fail(key, f'must be a length above 0, "-" or "NP", found {value!r}')
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
        takes=None if table.has("value") else table.one_of("takes", POSITIONS),
        flight_factor=table.number("flight_factor") if table.has("flight_factor") else None,
        value=table.number("value") if table.has("value") else None,
        two_doors=table.one_of("two_doors", POSITIONS) if table.has("two_doors") else None,
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
    letter = weakest((table.letter(), src.edition_letter))
    return replace(src, clause=table.text("clause"), letter=letter, checked=table.text("checked"))
