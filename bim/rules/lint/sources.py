"""Is every figure told with clause, edition, letter and what it was checked against?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bim.rules.lint.problem import Problem
from bim.rules.merge import RULE_LISTS

WHY = {
    "clause": "name the clause, so that a verdict can be looked up",
    "edition": "name the edition, so that a verdict tells which text it follows",
    "confidence": "give the letter A, B or C; C warns and decides nothing",
    "checked": "say what the figure was checked against, or 'not checked'",
}
FULL = ("clause", "confidence", "checked")
PLACEHOLDER: Mapping[str, object] = {"clause": "?", "edition": "?", "confidence": "C", "checked": "?"}
Place = tuple[str, dict[str, Any], tuple[str, ...]]


def missing_sources(data: dict[str, Any], file: str) -> Iterator[Problem]:
    """One problem for each key that is missing, and for each letter A that rests on nothing."""
    for where, table, keys in _places(data):
        for key in keys:
            if key not in table:
                yield Problem(f"{file}: {where}: key '{key}' is missing: {WHY[key]}.")
    for where, letter, checked in _letters(data):
        if letter == "A" and _unchecked(checked):
            yield Problem(
                f"{file}: {where}: letter A, but checked against nothing; say against what, or give letter B."
            )


def with_placeholders(data: dict[str, Any]) -> None:
    """Fill what ``missing_sources`` has named already, in place, so that the schema can be read on."""
    for _, table, keys in _places(data):
        for key in keys:
            table.setdefault(key, PLACEHOLDER[key])


def _places(data: dict[str, Any]) -> Iterator[Place]:
    yield "the file", data, ("edition",)
    yield from _named(data, "storey_exit", FULL)
    for key in ("clear_width", "clear_height", "handrail"):
        yield from _named(data, key, FULL[1:])
    classes = data.get("height_class")
    if isinstance(classes, dict):
        for scope in classes:
            yield from _named(classes, scope, FULL, "height_class.")
    for where, rule in rules(data):
        yield where, rule, FULL[1:] if where.startswith("editions") else FULL
        for key, keys in (("in_room", FULL), ("hall", FULL), ("combination", FULL[1:]), ("loss", FULL)):
            yield from _named(rule, key, keys, f"{where}.")
        for i, modifier in enumerate(tables(rule, "modifier")):
            yield f"{where}.modifier[{i}]", modifier, FULL[1:]


def _named(parent: Mapping[str, Any], key: str, keys: tuple[str, ...], before: str = "") -> Iterator[Place]:
    if isinstance(parent.get(key), dict):
        yield f"{before}{key}", parent[key], keys


def _letters(data: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Every place with a letter: rules and what hangs on them, and rows with a letter of their own."""
    for where, table, _ in _places(data):
        yield where, table.get("confidence"), table.get("checked")
    for where, rule in rules(data):
        for i, row in enumerate(tables(rule, "row")):
            checked = row.get("checked", rule.get("checked"))
            yield f"{where}.row[{i}]", row.get("confidence"), checked


def _unchecked(checked: object) -> bool:
    return isinstance(checked, str) and checked.strip().lower() == "not checked"


def rules(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every rule of the file with where it stands (``width[0] 'city_stair'``)."""
    for key in RULE_LISTS:
        for i, rule in enumerate(tables(data, key)):
            yield f"{key}[{i}]" + (f" '{rule['id']}'" if isinstance(rule.get("id"), str) else ""), rule


def tables(parent: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables of an array of tables; anything else in its place is left to the schema."""
    found = parent.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
