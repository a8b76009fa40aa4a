"""Golden vectors on people: ``[[density]]`` and ``[[capacity]]`` of a pack's golden file, in the code's own unit.

``[[density]]``: ``row``, or ``use`` with optional ``floor``, ``name`` and ``area``; ``value`` (one figure or two).
``[[capacity]]``: ``rule``, ``params``, ``element`` (exits, stairs), optional ``depth_m`` (below ground), ``value``: the
printed figure, two of them, or "-"; or, for a table of steps, ``persons`` and the ``width`` in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from bim.occupancy.densities import density_of
from bim.occupancy.required import Case, rate_of, step_width_m
from bim.rules.lint.problem import Problem
from bim.rules.model import Pack
from bim.rules.params import Params, parse_params
from bim.rules.schema import Table
from bim.rules.spans import EPS

Key = tuple[str, ...]


def density_problem(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    """A figure that differs from the pack's, for one use on one floor."""
    if table.has("row"):
        yield from _row_problem(pack, table, met)
        return
    where, use = table.where, table.text("use")
    floor = table.whole("floor") if table.has("floor") else None
    name = table.text("name") if table.has("name") else ""
    kind = table.text("area") if table.has("area") else "net"
    expected = _pair(table.raw("value"))
    table.done()
    found = [item for item in density_of(pack.families.densities, use, floor, name) if item.area == kind]
    met |= {key for item in found for key in item.rows}
    gives = [item.native if item.seats_factor is None else (item.seats_factor,) * 2 for item in found]
    if len(gives) != 1 or not _same(expected, gives[0]):
        yield Problem(f"{where}: key 'value' is {expected}, the pack gives {gives or 'nothing'} for {use}.")


def _row_problem(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    where, name, expected = table.where, table.text("row"), _pair(table.raw("value"))
    table.done()
    rows = [(density.id, row) for density in pack.families.densities for row in density.rows if row.id == name]
    met |= {(table_id, row.id) for table_id, row in rows}
    gives = [row.native or ((row.seats_factor,) * 2 if row.seats_factor else None) for _, row in rows]
    if len(gives) != 1 or not _same(expected, gives[0]):
        yield Problem(f"{where}: key 'value' is {expected}, the pack gives {gives or 'nothing'} for the row {name}.")


def capacity_problem(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    """A figure that differs from the pack's, for one case of one capacity table."""
    where, rule_id = table.where, table.text("rule")
    rule = next((item for item in pack.families.capacities if item.id == rule_id), None)
    if rule is None:
        yield Problem(f"{where}: key 'rule' names '{rule_id}', which the pack does not have.")
        return
    if table.has("persons"):
        persons, width = table.number("persons"), table.number("width")
        table.done()
        met |= {(rule.id, f"{step.persons:g}") for step in rule.steps if step.persons == persons}
        if abs(found := step_width_m(rule, persons) * 1000 - width) > EPS:
            yield Problem(f"{where}: key 'width' is {width}, the pack gives {width + found:g} for {persons:g} persons.")
        return
    params = parse_params(table.text("params").split())
    element = table.one_of("element", ("exits", "stairs"))
    depth = table.number("depth_m") if table.has("depth_m") else None
    raw = table.raw("value")
    table.done()
    rate = rate_of(rule, case_of(params, element, depth))
    met |= {(rule.id, row, column) for row, column in rate.rows}
    gives = None if rate.native is None else (rate.native.low, rate.native.high)
    expected = None if raw == "-" else _pair(raw)
    if not _same(expected, gives) or (raw == "-" and rate.reason != "dash"):
        yield Problem(f"{where}: key 'value' is {raw}, the pack gives {gives or rate.reason} ({rule.id}).")


def case_of(params: Params, element: str, depth_m: float | None) -> Case:
    """The case of a check's parameters; a depth means a floor below ground."""
    return Case(
        element=element,
        above=depth_m is None,
        use=params.use,
        fire_grade=params.fire_grade,
        storeys=params.storeys,
        depth_m=depth_m,
        sprinklered=params.sprinklered,
    )


def own_occupancy(pack: Pack) -> Iterator[tuple[str, str, Key]]:
    """Rule, row and key of each figure on people."""
    for density in pack.families.densities:
        for row in density.rows:
            yield density.id, row.id, (density.id, row.id)
    for capacity in pack.families.capacities:
        for step in capacity.steps:
            yield capacity.id, "", (capacity.id, f"{step.persons:g}")
        for line in capacity.rows:
            for column in line.cells:
                yield capacity.id, line.id, (capacity.id, line.id, column)


def _pair(raw: object) -> tuple[float, float] | None:
    values = raw if isinstance(raw, list) else [raw, raw]
    if len(values) != 2 or not all(isinstance(v, int | float) for v in values):
        return None
    low, high = (float(cast(float, value)) for value in values)
    return low, high


def _same(expected: tuple[float, float] | None, found: tuple[float, ...] | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return all(abs(a - b) <= EPS for a, b in zip(expected, found, strict=True))
