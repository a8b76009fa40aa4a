"""Confirmations checked against the model: a GUID that is not in it is an error, not a silent nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bim.egress import Reviews
from bim.facts import ModelFacts
from bim.review_files import EXIT_KINDS, STAIR_KINDS, ReviewError


def fitting(facts: ModelFacts, given: Reviews, *, strict: bool) -> Reviews:
    """``given`` as far as it speaks of this model.

    Not ``strict``: kept confirmations of a line of versions, where those of other versions wait for theirs. Raises
    ``ReviewError`` with one sentence.
    """
    portals, runs = {p.guid for p in facts.portals}, {s.guid for s in facts.stairs}
    exits, stairs = dict(given.exits), dict(given.stairs)
    if not strict:
        exits = {guid: kind for guid, kind in exits.items() if guid in portals}
        stairs = {guid: kind for guid, kind in stairs.items() if guid in runs}
    _check("exits", exits, portals, EXIT_KINDS, "door or opening")
    _check("stairs", stairs, runs, STAIR_KINDS, "stair")
    return Reviews(exits=exits, stairs=stairs)


def _check(what: str, given: Mapping[str, str], known: Collection[str], kinds: Sequence[str], noun: str) -> None:
    for guid, kind in given.items():
        if guid not in known:
            more = sum(g not in known for g in given) - 1
            others = f" and {more} more" if more else ""
            raise ReviewError(f"The model has no {noun} {guid}{others}; correct or remove it in the list of {what}.")
        if kind not in kinds:
            raise ReviewError(f"'{kind}' is no kind for {noun} {guid}; use one of {', '.join(kinds)}.")
