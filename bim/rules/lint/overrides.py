"""Overrides that name nothing of the parent, or set nothing that it does not say already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bim.rules.lint.problem import Problem, note
from bim.rules.lint.sources import tables
from bim.rules.merge import override_target
from bim.rules.schema import PackError

FIGURES = ("value", "between_exits", "dead_end", "any")
NAMED = ("clause", "edition", "confidence")


def override_errors(own: dict[str, Any], parent: dict[str, Any] | None, file: str) -> Iterator[Problem]:
    for i, override in enumerate(tables(own, "override")):
        where = f"{file}: override[{i}]"
        if parent is None:
            yield Problem(f"{where}: key 'override' needs a 'parent' whose rows it changes.")
            continue
        try:
            target = override_target(parent, override, file)
        except PackError as error:
            yield Problem(str(error).replace(f"{file}: override", where, 1))
            continue
        yield from _sets(override, target, where)


def _sets(override: dict[str, Any], target: dict[str, Any], where: str) -> Iterator[Problem]:
    changes = override.get("set")
    name = f"'{override.get('rule')}'" + (f" row '{override['row']}'" if "row" in override else "")
    if not isinstance(changes, dict) or not changes:
        yield Problem(f"{where}: overrides nothing: key 'set' for {name} is missing or empty.")
        return
    same = [key for key, value in changes.items() if target.get(key) == value]
    if len(same) == len(changes):
        yield Problem(f"{where}: overrides nothing: the parent says the same of {name} ({', '.join(same)}).")
    if any(key in changes for key in FIGURES):
        named = ("clause",) if "clause" not in changes else ()
        for key in named if "edition" not in changes and "element" not in target else NAMED:
            if key not in changes:
                yield note(f"{where}: 'set' gives {name} a figure without '{key}': verdicts go on naming the parent's.")
