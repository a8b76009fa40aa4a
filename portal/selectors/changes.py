"""Rows of the comparison page: what changed, in words and figures, loudest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from bim.compare import Changes, ElementChange, VerdictChange
from bim.models import Check
from portal.selectors.checks import rule_titles

VERDICT_WORDS = {
    "new_fail": _("Fails now"),
    "mended": _("Mended"),
    "fail_gone": _("Failed, and is no longer there"),
    "verdict": _("Other verdict"),
    "value": _("Other figure"),
    "added": _("Judged for the first time"),
    "removed": _("No longer judged"),
}
ELEMENT_WORDS = {
    "added": _("Added"),
    "removed": _("Removed"),
    "moved": _("Moved"),
    "resized": _("Resized"),
    "renamed": _("Renamed"),
}
KINDS = {"space": _("Space"), "door": _("Door"), "stair": _("Stair")}
SHOWN = 200
"""Rows of one table; beyond that nobody reads on, and the API has them all."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One changed verdict. ``old`` and ``new`` have the columns that the tags of the check page read."""

    word: Any
    change: str
    title: str
    clause: str
    subject: str
    guid: str
    storey: str
    by_position: bool
    old: SimpleNamespace | None
    new: SimpleNamespace | None
    pk: int | None


@dataclass(frozen=True, slots=True)
class ElementRow:
    word: Any
    kind: Any
    row: ElementChange

    @property
    def unit(self) -> str:
        return "m²" if self.row.kind == "space" else "m"


def verdict_rows(changes: Changes, new: Check) -> list[VerdictRow]:
    """The first ``SHOWN``, each with the key of its verdict in the newer check."""
    titles = rule_titles(new)
    shown = changes.verdicts[:SHOWN]
    keys = _keys(new, [c for c in shown if c.new is not None])
    return [_verdict_row(c, titles, keys) for c in shown]


def element_rows(changes: Changes) -> list[ElementRow]:
    found = sorted(
        changes.elements or (), key=lambda c: (list(ELEMENT_WORDS).index(c.change), list(KINDS).index(c.kind))
    )
    return [ElementRow(ELEMENT_WORDS[c.change], KINDS[c.kind], c) for c in found[:SHOWN]]


def verdict_counts(changes: Changes) -> list[tuple[Any, str, int]]:
    counted = changes.verdict_counts
    return [(word, name, counted[name]) for name, word in VERDICT_WORDS.items() if counted.get(name)]


def element_counts(changes: Changes) -> list[tuple[Any, list[tuple[Any, int]]]]:
    counted = changes.element_counts
    return [
        (word, [(ELEMENT_WORDS[name], counted[kind][name]) for name in ELEMENT_WORDS if counted[kind].get(name)])
        for kind, word in KINDS.items()
        if kind in counted
    ]


def _keys(new: Check, changes: Sequence[VerdictChange]) -> dict[tuple[str, str, str, str], int]:
    guids = {c.row["subject"]["guid"] for c in changes}
    rows = new.results.filter(subject_guid__in=guids).order_by("-pk")
    return {
        (rule, basis, metric, guid): pk
        for rule, basis, metric, guid, pk in rows.values_list("rule", "basis", "metric", "subject_guid", "pk")
    }


def _verdict_row(
    change: VerdictChange, titles: Mapping[str, str], keys: Mapping[tuple[str, str, str, str], int]
) -> VerdictRow:
    row = change.row
    subject = row["subject"]
    key = row["rule"], row["basis"], row["metric"], subject["guid"]
    old, new = (SimpleNamespace(**side) if side else None for side in (change.old, change.new))
    return VerdictRow(
        word=VERDICT_WORDS[change.change],
        change=change.change,
        title=titles.get(row["rule"], row["rule"]),
        clause=f"{row['edition']} {row['clause']}",
        subject=subject["name"] or subject["guid"],
        guid=subject["guid"],
        storey=change.storey,
        by_position=change.how == "position",
        old=old,
        new=new,
        pk=keys.get(key) if change.new else None,
    )
