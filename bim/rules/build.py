"""Effective pack data → typed ``Pack``; the strict reading of everything but the distance tables."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

from bim.rules import build_distances
from bim.rules.build_families import build_editions, build_families
from bim.rules.limit import METRES
from bim.rules.model import (
    Disputed,
    ExitRange,
    ExitsRule,
    HeightClass,
    HeightRule,
    Pack,
    Relaxed,
    SingleExit,
    Source,
    Trigger,
    Unmeasured,
    Use,
    WidthRow,
    WidthRule,
)
from bim.rules.params import STAIRS
from bim.rules.schema import PackError, Table
from bim.rules.scopes import SCOPES

ELEMENTS = (
    "exit_door", "crowded_door", "ground_floor_exit_door", "flat_door", "flat_door_outside", "stair", "outdoor_stair",
    "corridor", "corridor_single_loaded", "corridor_double_loaded", "corridor_height", "door_height", "stair_tread",
    "stair_riser",
)  # fmt: skip
RELAXATIONS = ("railing_one_side", "railing_top_floor", "fewer_than_50", "fewer_than_100")
HEIGHTS_OF = ("building", "top_entrance_floor")


def build_pack(data: Mapping[str, Any], sha256: str) -> Pack:
    """The typed pack; PackError names file, table and key of the first thing that is wrong."""
    top = Table(data, str(data.get("file", "pack")))
    top.raw("file"), top.raw("format")
    if top.has("edition_confidence"):  # already laid on every rule of its file
        top.letter("edition_confidence")
    edition, in_force = top.text("edition"), top.whole("in_force")
    pack = Pack(
        id=top.text("id"),
        parent=top.text("parent") if top.has("parent") else None,
        edition=edition,
        title=top.label("title"),
        sha256=sha256,
        counts_as_exit=counts(top.table("storey_exit")),
        clear_width_deduction_m=deduction(top.table("clear_width")),
        height_rules=heights(top.table("height_class"), edition, in_force),
        uses=uses(top.table("uses")),
        distances=tuple(build_distances.build(table) for table in top.tables("distance")),
        widths=tuple(width(table) for table in top.tables("width")),
        exits=tuple(exits(table) for table in top.tables("exits")),
        unmeasured=tuple(unmeasured(table) for table in top.tables("not_judged")),
        clear_height_deduction_m=deduction(top.table("clear_height")) if top.has("clear_height") else (0.0, 0.0),
        handrail_deduction_m=deduction(top.table("handrail")) if top.has("handrail") else (0.0, 0.0),
        groups=groups(top.table("groups")) if top.has("groups") else {},
        families=build_families(top),
        editions=build_editions(top),
    )
    top.done()
    _check(pack)
    return pack


def _check(pack: Pack) -> None:
    """References between tables: a use must name a table and rows that exist."""
    tables = {table.id: table for table in pack.distances}
    for word, use in pack.uses.items():
        if use.table not in tables:
            raise PackError(f"{pack.id}: uses.{word} names the distance table '{use.table}', which is not in the pack.")
        rows = {(row.id, row.height) for row in tables[use.table].rows}
        if use.others and "any" not in use.groups:
            raise PackError(f"{pack.id}: uses.{word} has 'or', which needs a row for 'any' height.")
        for height, group in (*use.groups.items(), *(("any", other) for other in use.others)):
            if (group, height) not in rows:
                raise PackError(
                    f"{pack.id}: uses.{word} names the row '{group}' ({height}), which '{use.table}' lacks."
                )
        if use.at_grade and (use.at_grade, "any") not in rows:
            raise PackError(f"{pack.id}: uses.{word} names the row '{use.at_grade}' (any), which '{use.table}' lacks.")
    ids = [*(t.id for t in pack.distances), *(w.id for w in pack.widths), *(e.id for e in pack.exits)]
    ids += pack.families.titles()
    twice = {rule for rule in ids if ids.count(rule) > 1}
    if twice:
        raise PackError(f"{pack.id}: two rules have the id '{sorted(twice)[0]}'; ids must differ.")


def counts(table: Table) -> frozenset[str]:
    """Kinds of stair that are storey exits; never the unknown one."""
    kinds = frozenset(table.texts("counts"))
    if unknown := kinds - set(STAIRS[:-1]):
        raise table.fail("counts", f"names '{sorted(unknown)[0]}', no kind of stair; kinds: {', '.join(STAIRS[:-1])}")
    table.text("clause"), table.letter(), table.text("checked")
    table.done()
    return kinds


def deduction(table: Table) -> tuple[float, float]:
    """Least and most metres between a door's nominal and clear width."""
    band = table.pair("deduction_m")
    table.letter(), table.text("checked")
    table.done()
    return band


def heights(table: Table, edition: str, in_force: int) -> dict[str, HeightRule]:
    """Scope → when a building is high."""
    rules = {}
    for scope in table.keys():  # noqa: SIM118 - Table is no mapping
        row = table.table(scope)
        rules[scope] = HeightRule(
            above_m=row.number("above_m"),
            single_storey_is_low=row.flag("single_storey_is_low"),
            least_storey_m=row.number("least_storey_m"),
            source=Source(row.text("clause"), edition, in_force, row.letter(), row.text("checked")),
        )
        row.done()
    return rules


def uses(table: Table) -> dict[str, Use]:
    """Word of the parameter ``use`` → how the pack reads it."""
    uses = {}
    for word in table.keys():  # noqa: SIM118
        row = table.table(word)
        uses[word] = Use(
            scope=row.one_of("scope", SCOPES[:-1]),
            table=row.text("table"),
            groups={height: row.text(height) for height in ("any", "low", "high") if row.has(height)},
            halls=row.flag("halls") if row.has("halls") else False,
            others=row.texts("or") if row.has("or") else (),
            at_grade=row.text("at_grade") if row.has("at_grade") else "",
        )
        row.done()
    return uses


def groups(table: Table) -> dict[str, tuple[str, ...]]:
    """Word of the parameter ``use`` → the code's own groups that it may mean."""
    found = {word: table.texts(word) for word in table.keys()}  # noqa: SIM118
    table.done()
    return found


def width(table: Table) -> WidthRule:
    """One ``[[width]]`` with its rows; printed inches become metres."""
    table.raw("file")
    source, unit = build_distances.source(table), table.one_of("unit", ("m", "in"))
    rule = WidthRule(
        id=table.text("id"),
        title=table.label("title"),
        scope=table.one_of("scope", SCOPES),
        unit=unit,
        rows=tuple(_width_row(row, source, METRES[unit]) for row in table.tables("row")),
    )
    table.done()
    return rule


def _width_row(row: Table, source: Source, metres: float) -> WidthRow:
    native = row.number("value")
    built = WidthRow(
        id=row.text("id"),
        uses=row.texts("uses") if row.has("uses") else (),
        height=cast(HeightClass, row.one_of("height", ("any", "low", "high"))),
        element=row.one_of("element", ELEMENTS),
        value=native * metres,
        source=build_distances.own_source(row, source),
        relaxed=_all_relaxed(row, metres),
        disputed=_disputed(row.table("disputed")) if row.has("disputed") else None,
        native=native,
        existing=row.number("existing") * metres if row.has("existing") else None,
        most=row.flag("most") if row.has("most") else False,
    )
    if built.most != (built.element == "stair_riser"):
        raise row.fail("most", "must be true for a stair_riser, the only largest value, and absent elsewhere")
    row.done()
    return built


def _all_relaxed(row: Table, metres: float) -> tuple[Relaxed, ...]:
    """One table, or a list of them."""
    if not row.has("relaxed"):
        return ()
    found = row.tables("relaxed") if row.is_list("relaxed") else [row.table("relaxed")]
    return tuple(_relaxed(table, metres) for table in found)


def _relaxed(table: Table, metres: float) -> Relaxed:
    relaxed = Relaxed(
        table.number("value") * metres,
        table.number("max_height_m") if table.has("max_height_m") else math.inf,
        table.one_of("if", RELAXATIONS),
        table.one_of("height_of", HEIGHTS_OF) if table.has("height_of") else HEIGHTS_OF[0],
    )
    table.done()
    return relaxed


def _disputed(table: Table) -> Disputed:
    disputed = Disputed(table.number("value"), table.text("clause"))
    table.done()
    return disputed


def exits(table: Table) -> ExitsRule:
    """One ``[[exits]]`` with its triggers and single-exit cases."""
    table.raw("file")
    by_persons = table.flag("by_persons") if table.has("by_persons") else False
    rule = ExitsRule(
        id=table.text("id"),
        title=table.label("title"),
        scope=table.one_of("scope", SCOPES),
        source=build_distances.source(table),
        otherwise=0 if by_persons else table.whole("otherwise"),
        needed=0 if by_persons else table.whole("needed"),
        net_share=1.0 if by_persons else table.number("net_share"),
        triggers=tuple(_trigger(row) for row in table.tables("trigger")),
        singles=tuple(_single(row) for row in table.tables("single")),
        ranges=tuple(_range(row) for row in table.tables("range")),
        one_exit_cases=table.flag("one_exit_cases") if table.has("one_exit_cases") else False,
    )
    table.done()
    return rule


def unmeasured(table: Table) -> Unmeasured:
    """One ``[[not_judged]]``: a clause that is only named."""
    table.raw("file")
    source = build_distances.source(table)
    built = Unmeasured(table.text("id"), table.one_of("scope", SCOPES), table.text("element"), source)
    table.done()
    return built


def _range(row: Table) -> ExitRange:
    found = ExitRange(
        id=row.text("id"),
        persons=row.whole("up_to_persons") if row.has("up_to_persons") else None,
        exits=row.whole("exits"),
    )
    row.done()
    return found


def _trigger(row: Table) -> Trigger:
    trigger = Trigger(
        id=row.one_of("id", ("floor_area", "height", "door_to_exit")),
        above=row.number("above"),
        unit=row.one_of("unit", ("m", "m2")),
        height_m=row.pair("height_m") if row.has("height_m") else None,
    )
    row.done()
    return trigger


def _single(row: Table) -> SingleExit:
    single = SingleExit(
        id=row.text("id"),
        storeys=row.one_of("storeys", ("ground", "upper")),
        max_storeys=row.whole("max_storeys") if row.has("max_storeys") else None,
        fire_grades=row.texts("fire_grades"),
        max_area_m2=row.number("max_area_m2"),
        max_persons=row.number("max_persons"),
        excluded=row.texts("excluded"),
    )
    row.done()
    return single
