"""Laying one pack over its parent: rules are added, single values overridden, nothing silently replaced."""

from __future__ import annotations

import copy
from typing import Any

from bim.rules.schema import PackError

RULE_LISTS = (
    "distance", "width", "exits", "separation", "ground_floor", "room_doors", "stair_kind", "lifts", "common_path",
    "dead_end", "density", "capacity", "not_judged", "editions",
)  # fmt: skip
ALWAYS = ("distance", "width", "exits")
REPLACEABLE = ("storey_exit", "clear_width", "clear_height", "handrail", "height_class", "groups", "uses")
PARTS = ("row", "modifier", "trigger", "single", "case", "range", "step")
"""What a rule is made of and an override may name by its id (rows of common paths by their group)."""


def merge(parent: dict[str, Any] | None, own: dict[str, Any], file: str) -> dict[str, Any]:
    """The effective data of ``own`` over ``parent``. Every rule remembers the file and edition it came from."""
    own = copy.deepcopy(own)
    for key in RULE_LISTS:
        for rule in own.get(key, []):
            rule["file"] = file
            if key == "editions":
                continue
            rule.setdefault("edition", own.get("edition"))
            rule.setdefault("in_force", own.get("in_force"))
            if "edition_confidence" in own:
                rule.setdefault("edition_confidence", own["edition_confidence"])
    overrides = own.pop("override", [])
    own["file"] = file
    if parent is None:
        if overrides:
            raise PackError(f"{file}: key 'override' needs a 'parent' whose rows it changes.")
        return own
    merged = copy.deepcopy(parent)
    for override in overrides:
        override_target(merged, override, file).update(_changes(override, own))
    for key in RULE_LISTS:
        if key not in merged and key not in own and key not in ALWAYS:
            continue  # no pack of the line has such rules
        merged[key] = [*merged.get(key, []), *own.pop(key, [])]
    for key in REPLACEABLE:
        if key in merged or key in own:
            merged[key] = {**merged.get(key, {}), **own.pop(key, {})}
    merged.pop("edition_confidence", None)
    return {**merged, **own}


def _changes(override: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What an override sets. With a clause of its own it is of the overlay's edition, unless it names another."""
    changes = dict(override.get("set", {}))
    if "clause" in changes:
        changes.setdefault("edition", own.get("edition"))
        changes.setdefault("in_force", own.get("in_force"))
    return changes


def override_target(merged: dict[str, Any], override: dict[str, Any], file: str) -> dict[str, Any]:
    """The row, note or case (or, without one, the rule) of the parent that ``override`` speaks of; PackError if there
    is none."""
    known = ("rule", *PARTS, "height", "set")
    unknown = set(override) - set(known)
    if unknown:
        raise PackError(f"{file}: override has an unknown key '{sorted(unknown)[0]}'; known: {', '.join(known)}.")
    rules = [rule for key in RULE_LISTS for rule in merged.get(key, []) if rule.get("id") == override.get("rule")]
    if not rules:
        raise PackError(f"{file}: override names the rule '{override.get('rule')}', which the parent does not have.")
    target: dict[str, Any] = rules[0]
    parts = [part for part in PARTS if part in override]
    if not parts:
        return target
    part = parts[0]
    rows: list[dict[str, Any]] = [row for row in target.get(part, []) if _is_row(row, override, part)]
    if len(rows) != 1:
        row = f"'{override[part]}' of '{override['rule']}'"
        raise PackError(f"{file}: override names the {part} {row}; the parent has {len(rows)} such {part}s.")
    return rows[0]


def _is_row(row: dict[str, Any], override: dict[str, Any], part: str) -> bool:
    name = row.get("id", row.get("group"))
    return name == override[part] and ("height" not in override or row.get("height") == override["height"])
