"""Laying one pack over its parent: rules are added, single values overridden, nothing silently replaced."""

from __future__ import annotations

import copy
from typing import Any

from bim.rules.schema import PackError

RULE_LISTS = ("distance", "width", "exits", "not_judged")
REPLACEABLE = ("storey_exit", "clear_width", "height_class", "uses")


def merge(parent: dict[str, Any] | None, own: dict[str, Any], file: str) -> dict[str, Any]:
    """The effective data of ``own`` over ``parent``. Every rule remembers the file and edition it came from."""
    own = copy.deepcopy(own)
    for key in RULE_LISTS:
        for rule in own.get(key, []):
            rule.setdefault("edition", own.get("edition"))
            rule.setdefault("in_force", own.get("in_force"))
            if "edition_confidence" in own:
                rule.setdefault("edition_confidence", own["edition_confidence"])
            rule["file"] = file
    overrides = own.pop("override", [])
    own["file"] = file
    if parent is None:
        if overrides:
            raise PackError(f"{file}: key 'override' needs a 'parent' whose rows it changes.")
        return own
    merged = copy.deepcopy(parent)
    for override in overrides:
        override_target(merged, override, file).update(override.get("set", {}))
    for key in RULE_LISTS:
        if key not in merged and key not in own and key == "not_judged":
            continue  # no pack of the line names such clauses
        merged[key] = [*merged.get(key, []), *own.pop(key, [])]
    for key in REPLACEABLE:
        merged[key] = {**merged.get(key, {}), **own.pop(key, {})}
    merged.pop("edition_confidence", None)
    return {**merged, **own}


def override_target(merged: dict[str, Any], override: dict[str, Any], file: str) -> dict[str, Any]:
    """The row (or, without ``row``, the rule) of the parent that ``override`` speaks of; PackError if there is none."""
    unknown = set(override) - {"rule", "row", "height", "set"}
    if unknown:
        raise PackError(f"{file}: override has an unknown key '{sorted(unknown)[0]}'; known: rule, row, height, set.")
    rules = [rule for key in RULE_LISTS for rule in merged.get(key, []) if rule.get("id") == override.get("rule")]
    if not rules:
        raise PackError(f"{file}: override names the rule '{override.get('rule')}', which the parent does not have.")
    target: dict[str, Any] = rules[0]
    if "row" not in override:
        return target
    rows: list[dict[str, Any]] = [row for row in target.get("row", []) if _is_row(row, override)]
    if len(rows) != 1:
        row = f"'{override['row']}' of '{override['rule']}'"
        raise PackError(f"{file}: override names the row {row}; the parent has {len(rows)} such rows.")
    return rows[0]


def _is_row(row: dict[str, Any], override: dict[str, Any]) -> bool:
    return row.get("id") == override["row"] and ("height" not in override or row.get("height") == override["height"])
