"""Golden vectors of a pack, keyed by hand into a file beside it, and which of its own figures have none.

``[[limit]]``: ``params``, ``limit`` in the pack's unit ("-" for none), ``upper`` where the order of notes leaves it
open, ``clause``. ``[[width]]``: ``params``, ``rule``,
``element``, ``least`` in metres: one figure, or the smaller and the larger where a model cannot tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bim.egress.result import EgressResult
from bim.facts import ModelFacts
from bim.rules.columns import cell_of, column_of, row_of
from bim.rules.context import make_context
from bim.rules.heights import height_class
from bim.rules.limit import METRES
from bim.rules.limits import egress_limit
from bim.rules.lint.golden_asks import ask_problem, band_problem, edition_problem, figure_problem
from bim.rules.lint.golden_occupancy import capacity_problem, density_problem, own_occupancy
from bim.rules.lint.problem import Problem, note
from bim.rules.load import GOLDEN
from bim.rules.model import ANYWHERE, Pack
from bim.rules.params import ParamError, Params, parse_params
from bim.rules.schema import PackError, Table
from bim.rules.spans import EPS
from bim.rules.width_rows import least_width, rows_for

Key = tuple[str, ...]


def golden_file(pack_file: Path) -> Path:
    return pack_file.with_name(f"{pack_file.stem}{GOLDEN}")


def golden_problems(pack: Pack, path: Path, own: frozenset[Key]) -> Iterator[Problem]:
    """``own``: the cells and width rows that this pack brings or changes (``own_figures``)."""
    if not path.is_file():
        yield note(
            f"{path.name}: no golden vectors: key the figures a second time, by hand from the text, into this file."
        )
        return
    met: set[Key] = set()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        top = Table(data, path.name)
        for limit in top.tables("limit"):
            yield from _limit(pack, limit, met)
        for width in top.tables("width"):
            yield from _width(pack, width, met)
        for asked in top.tables("ask"):
            yield from ask_problem(pack, asked, met)
        for band in top.tables("band"):
            yield from band_problem(pack, band)
        for figure in top.tables("figure"):
            yield from figure_problem(pack, figure)
        for edition in top.tables("edition"):
            yield from edition_problem(pack, edition)
        for density in top.tables("density"):
            yield from density_problem(pack, density, met)
        for capacity in top.tables("capacity"):
            yield from capacity_problem(pack, capacity, met)
        top.done()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        yield Problem(f"{path.name}: cannot be read as TOML ({error}).")
    except (PackError, ParamError) as error:
        yield Problem(f"{path.name}: {error}" if path.name not in str(error) else str(error))
    for key in sorted(own - met):
        yield note(f"{path.name}: no vector for {' / '.join(key)}.")


def _limit(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    where, params = table.where, parse_params(table.text("params").split())
    expected, clause = table.raw("limit"), table.text("clause")
    upper = table.number("upper") if table.has("upper") else None
    table.done()
    found = egress_limit(pack, params)
    key = _cell(pack, params)
    if key is not None:
        met.add(key)
    if expected != ("-" if found.native is None else found.native):
        yield Problem(f"{where}: key 'limit' is {expected}, the pack gives {found.native} ({found.rule}).")
    if upper is not None and (
        found.limit_upper_m is None or abs(upper * METRES[found.unit] - found.limit_upper_m) > EPS
    ):
        yield Problem(f"{where}: key 'upper' is {upper:g}, the pack gives {found.limit_upper_m} m ({found.rule}).")
    if clause not in found.source.clause:
        yield Problem(f"{where}: key 'clause' is '{clause}', the pack names '{found.source.clause}'.")


def _cell(pack: Pack, params: Params) -> Key | None:
    use = pack.use_of(params.use, params.group)
    if use is None or params.position == "in_room":
        return None
    table = pack.table(use.table)
    row, column = row_of(table, use, height_class(pack, params).height or "any"), column_of(table, params).name
    position = str(params.position) if table.by_position else ANYWHERE
    if row is None or column is None or cell_of(table, row, position, column) is None:
        return None
    return (table.id, row.id, row.height, position, column)


def _width(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    where, params = table.where, parse_params(table.text("params").split())
    rule_id, element = table.text("rule"), table.text("element")
    raw = table.raw("least")
    table.done()
    expected = raw if isinstance(raw, list) else [raw, raw]
    rule = next((rule for rule in pack.widths if rule.id == rule_id), None)
    if rule is None:
        yield Problem(f"{where}: key 'rule' names '{rule_id}', which the pack does not have.")
        return
    context = make_context(pack, params, _no_model())
    rows = rows_for(context, rule, ((element,),))
    met |= {(rule.id, row.id) for row in rows}
    found = least_width(context, rows) if rows else None
    if found is None or not _same(expected, [found.low, found.high]):
        gives = "nothing" if found is None else f"{found.low:g} to {found.high:g}"
        yield Problem(f"{where}: key 'least' is {raw}, the pack gives {gives} for {element} ({rule_id}).")


def _same(expected: list[Any], found: list[float]) -> bool:
    return len(expected) == 2 and all(
        isinstance(a, int | float) and abs(a - b) <= EPS for a, b in zip(expected, found, strict=True)
    )


def _no_model() -> EgressResult:
    return EgressResult(ModelFacts(files=[]), [], [], [], [], height_m=None, storeys_above=None, exits_confirmed=True)


def _asked_ids(pack: Pack) -> set[str]:
    """Rules whose vectors are ``[[ask]]``."""
    return (
        {rule.id for rule in pack.exits}
        | {rule.id for rule in pack.families.every()}
        | {r.persons_id for r in pack.families.common_paths}
    )


def own_figures(pack: Pack, rules: frozenset[str], changed: frozenset[tuple[str, str]]) -> frozenset[Key]:
    """Cells and width rows of ``rules``, and of the overridden rows ``changed`` (rule, row; row empty: all)."""

    def mine(rule: str, row: str) -> bool:
        return rule in rules or (rule, row) in changed or (rule, "") in changed

    cells: set[Key] = {
        (table.id, row.id, row.height, *cell)
        for table in pack.distances
        for row in table.rows
        if mine(table.id, row.id)
        for cell in row.cells
    }
    cells |= {(name,) for name in _asked_ids(pack) if mine(name, "")}
    cells |= {(rule.id, row.id) for rule in pack.widths for row in rule.rows if mine(rule.id, row.id)}
    return frozenset(cells | {key for rule, row, key in own_occupancy(pack) if mine(rule, row)})
