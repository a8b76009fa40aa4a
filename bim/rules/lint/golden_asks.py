"""Golden vectors of whatever is no cell of a distance table and no width: ``[[ask]]``, ``[[band]]``, ``[[edition]]``.

``[[ask]]``: ``rule``, ``params``, optional ``given`` (facts as ``egress_limit --given`` takes them), ``clause`` and
``limit``: the figure in the code's own unit, [stricter, other] where it is open, "-" for none; optional ``letter``.
``[[band]]``: ``of`` (clear_width, clear_height, handrail) and ``deduction_m``. ``[[edition]]``: ``standard``, design
``year`` and the ``edition`` then in force ("-" for none). ``[[figure]]``: what shows in no limit alone: ``rule``,
``key`` (names and numbers of places joined by dots, as in ``bim.rules.model``) and ``value``.
"""

from __future__ import annotations

from collections.abc import Iterator

from bim.rules.ask import ask, given_from
from bim.rules.asked import Asked
from bim.rules.basis import edition_before
from bim.rules.limit import METRES
from bim.rules.lint.problem import Problem
from bim.rules.model import Pack
from bim.rules.params import pairs, parse_params
from bim.rules.schema import Table
from bim.rules.spans import EPS

Key = tuple[str, ...]
BANDS = ("clear_width", "clear_height", "handrail")


def ask_problem(pack: Pack, table: Table, met: set[Key]) -> Iterator[Problem]:
    where, rule, clause = table.where, table.text("rule"), table.text("clause")
    params = parse_params(table.text("params").split()) if table.has("params") else parse_params([])
    given = given_from(pairs(table.text("given").split(), "fact")) if table.has("given") else given_from({})
    expected = table.raw("limit")
    letter = table.letter("letter") if table.has("letter") else None
    table.done()
    found = ask(pack, params, rule, given)
    met.add((rule,))
    if not _agrees(expected, found):
        yield Problem(f"{where}: key 'limit' is {expected}, the pack gives {_printed(found) or 'none'} ({rule}).")
    if clause not in found.source.clause:
        yield Problem(f"{where}: key 'clause' is '{clause}', the pack names '{found.source.clause}'.")
    if letter not in (None, found.letter):
        yield Problem(f"{where}: key 'letter' is {letter}, the pack gives {found.letter} ({rule}).")


def _printed(found: Asked) -> list[float]:
    """Stricter and other limit in the code's own unit."""
    if found.strict is None or found.lax is None:
        return []
    metre = METRES[found.native[1]] if found.native else 1.0
    return [found.strict / metre, found.lax / metre]


def _agrees(expected: object, found: Asked) -> bool:
    printed = _printed(found)
    if expected == "-":
        return not printed
    wanted = expected if isinstance(expected, list) else [expected, expected]
    return len(wanted) == len(printed) and all(
        isinstance(a, int | float) and abs(a - b) <= 10 * EPS for a, b in zip(wanted, printed, strict=True)
    )


def band_problem(pack: Pack, table: Table) -> Iterator[Problem]:
    where, name, expected = table.where, table.one_of("of", BANDS), table.pair("deduction_m")
    table.done()
    bands = (pack.clear_width_deduction_m, pack.clear_height_deduction_m, pack.handrail_deduction_m)
    found = dict(zip(BANDS, bands, strict=True))[name]
    if expected != found:
        yield Problem(f"{where}: key 'deduction_m' is {list(expected)}, the pack gives {list(found)} for {name}.")


def edition_problem(pack: Pack, table: Table) -> Iterator[Problem]:
    where, standard, year = table.where, table.text("standard"), table.whole("year")
    expected = table.text("edition")
    table.done()
    found = edition_before(pack, standard, year)
    gives = found.edition if found else "-"
    if expected != gives:
        yield Problem(f"{where}: key 'edition' is '{expected}', the pack gives '{gives}' for {year}.")


def figure_problem(pack: Pack, table: Table) -> Iterator[Problem]:
    where, rule, key, expected = table.where, table.text("rule"), table.text("key"), table.number("value")
    table.done()
    found = next((item for item in _rules(pack) if getattr(item, "id", None) == rule), None)
    for name in key.split("."):
        found = _step(found, name)
    if not isinstance(found, int | float) or abs(found - expected) > EPS:
        yield Problem(f"{where}: key 'value' is {expected:g}, the pack gives {found} for {key} of {rule}.")


def _rules(pack: Pack) -> Iterator[object]:
    yield from (*pack.distances, *(t.in_room for t in pack.distances), *pack.widths, *pack.exits)
    yield from (*pack.families.every(), *pack.families.densities, *pack.families.capacities)


def _step(found: object, name: str) -> object:
    if isinstance(found, tuple | list):
        return found[int(name)] if name.isdigit() and int(name) < len(found) else None
    return getattr(found, name, None)
