"""``egress_limit``: which distance limit a pack gives for a set of parameters. Pure; see contract in docs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bim.rules import reasons
from bim.rules.columns import Column, asks_for, cell_of, column_of, row_of
from bim.rules.heights import height_class
from bim.rules.limit import METRES, Applied, Limit, weakest
from bim.rules.model import Cell, DistanceRow, DistanceTable, HeightClass, InRoom, Modifier, Pack, Source, Use
from bim.rules.params import Params
from core.verdicts import Verdict

NOWHERE = Source(clause="", edition="", in_force=0, letter="B", checked="")


def egress_limit(pack: Pack, params: Params) -> Limit:
    """The limit for ``params``: cell, notes in both orders, letter and what was assumed.

    Missing use, position, fire grade or height class: no limit, ``no_data``. A missing yes/no note or stair kind: the
    plain value, the note's parameter in ``assumed``. Order of notes: both, the smaller first (GB 50016, order is C).
    """
    use = pack.use_of(params.use, params.group)
    if use is None:
        return _no_data(_blank(pack, None, params), _no_use(pack, params))
    table = pack.table(use.table)
    blank = _blank(pack, table, params)
    answer = height_class(pack, params)
    missing = [name for name in asks_for((table,)) if getattr(params, name) is None]
    if answer.height is None and "any" not in use.groups:
        missing.append("height_m")
    if missing:
        return _no_data(blank, reasons.missing(missing))
    hall = _hall_limit(pack, table, use, params)
    if hall is not None:
        return hall
    assumed = (() if "any" in use.groups else answer.assumed) + (("group",) if use.others else ())
    return _table_limit(blank, table, use, params, answer.height or "any", assumed)


def _no_use(pack: Pack, params: Params) -> str:
    """Without a use the table is unknown, so everything a table may ask for is named."""
    if params.use is not None or params.group is not None:
        return reasons.code("no_table", use=params.group or params.use, pack=pack.id)
    missing = ["use", *(name for name in asks_for(pack.distances) if getattr(params, name) is None)]
    given = (params.height_m, params.high_rise, params.storeys)
    return reasons.missing(missing + (["height_m"] if pack.height_rules and not any(map(_said, given)) else []))


def _said(value: object) -> bool:
    return value is not None


def _blank(pack: Pack, table: DistanceTable | None, params: Params) -> Limit:
    if table is None:
        return Limit(pack.id, "door_to_exit", replace(NOWHERE, edition=pack.edition), "", "m")
    inside = _inside(table, params)
    rule, source = (inside.id, inside.source) if inside else (table.id, table.source)
    return Limit(pack.id, rule, source, table.metric, table.unit)


def _inside(table: DistanceTable, params: Params) -> InRoom | None:
    return table.in_room if params.position == "in_room" else None


def _no_data(blank: Limit, reason: str) -> Limit:
    return replace(blank, open=Verdict.NO_DATA, reason=reason)


def _table_limit(
    blank: Limit, table: DistanceTable, use: Use, params: Params, height: HeightClass, assumed: tuple[str, ...]
) -> Limit:
    inside = _inside(table, params)
    position = str(params.position)
    if position == "in_room" and inside is None:
        return _no_data(blank, reasons.code("no_cell", clause=blank.source.clause))
    column, row = column_of(table, params), row_of(table, use, height)
    if row is not None and row.source is not None and inside is None:
        blank = replace(blank, source=row.source)
    cell = _cell(table, row, position, inside, column)
    if cell is None:
        return _no_data(blank, reasons.code("no_cell", clause=blank.source.clause))
    if cell.value is None:
        return _without_value(blank, cell, column)
    letter = weakest((cell.letter, inside.source.letter)) if inside else cell.letter
    notes = [note for note in table.modifiers if position in note.positions]
    limit = replace(blank, base=cell.value, cell_letter=letter)
    if table.hall is not None and use.halls and params.hall is None:
        assumed = (*assumed, "hall")
    return _with_notes(limit, table, notes, params, (*assumed, *column.assumed))


def _cell(
    table: DistanceTable, row: DistanceRow | None, position: str, inside: InRoom | None, column: Column
) -> Cell | None:
    if inside is not None and inside.value is not None:
        return Cell(inside.value, inside.source.letter) if row else None
    return cell_of(table, row, str(inside.takes) if inside else position, column.name)


def _without_value(blank: Limit, cell: Cell, column: Column) -> Limit:
    """A dash, or "not permitted": never "unlimited". Not said which column, and this one has no value: no data."""
    if column.assumed:
        return _no_data(blank, reasons.missing(column.assumed))
    reason = reasons.code("dash" if cell.permitted else "not_permitted", clause=blank.source.clause)
    return replace(blank, open=Verdict.REVIEW, reason=reason, letter=cell.letter, cell_letter=cell.letter)


def _hall_limit(pack: Pack, table: DistanceTable, use: Use, params: Params) -> Limit | None:
    """5.5.17-4: halls of the best grades have their own two figures, which replace the table."""
    hall = table.hall
    if hall is None or not params.hall or table.grade_group(params.fire_grade or 0) not in hall.fire_grades:
        return None
    base = hall.in_room if params.position == "in_room" else hall.corridor
    rule = table.in_room.id if table.in_room and params.position == "in_room" else table.id
    letter = hall.source.letter
    blank = Limit(pack.id, rule, hall.source, table.metric, table.unit, base=base, cell_letter=letter)
    notes = [replace(note, letter_at={}) for note in table.modifiers if note.id in hall.modifiers]
    return _with_notes(blank, table, notes, params, ())


def _with_notes(
    limit: Limit, table: DistanceTable, notes: Iterable[Modifier], params: Params, assumed: tuple[str, ...]
) -> Limit:
    """Apply every note that holds, in every order the pack lists; name the parameters nobody gave."""
    position = str(params.position)
    applied: list[Applied] = []
    unknown: list[str] = list(assumed)
    for note in notes:
        name, wanted = note.when
        given = getattr(params, name)
        if given is None or given == "unknown":
            unknown.append(name)
        elif given == wanted:
            applied.append(Applied(note.id, note.title, note.op, note.value, note.letter_in(position)))
    values = [_combine(limit.base or 0.0, applied, order) for order in table.orders]
    low, high = min(values), max(values)
    disputed = high > low
    return replace(
        limit,
        limit_m=low * METRES[limit.unit],
        limit_upper_m=high * METRES[limit.unit],
        native=low,
        letter=weakest((limit.cell_letter, *(item.letter for item in applied))),
        modifiers=tuple(sorted(applied, key=lambda item: item.op)),
        assumed=tuple(dict.fromkeys(unknown)),
        reason=_order_reason(table, values) if disputed else "",
    )


def _combine(base: float, applied: list[Applied], order: str) -> float:
    adds = sum(item.value for item in applied if item.op == "add")
    factor = 1.0
    for item in applied:
        factor *= item.value if item.op == "mul" else 1.0
    return (base + adds) * factor if order == "add_then_multiply" else base * factor + adds


def _order_reason(table: DistanceTable, values: list[float]) -> str:
    first = dict(zip(table.orders, values, strict=True))
    return reasons.code(
        "order_open",
        add_first=first["add_then_multiply"],
        multiply_first=first["multiply_then_add"],
        letter=table.order_letter,
    )
