"""What people said, held against the model at hand: checked word by word, or carried over from another version."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bim.carried import Carried, carry
from bim.egress import Reviews
from bim.egress.by_hand import link_guid, straight_m
from bim.egress.options import VerticalLink
from bim.facts import ModelFacts, Space
from bim.review_files import DOOR_USES, EXIT_KINDS, STAIR_KINDS, USES, ReviewError

MAX_KEY = 64
SLACK_M = 0.005


@dataclass(frozen=True, slots=True)
class Known:
    """GlobalIds of the model by what a person may speak of."""

    doors: frozenset[str]
    stairs: frozenset[str]
    spaces: Mapping[str, Space]


@dataclass(frozen=True, slots=True)
class Fitted:
    """``reviews`` as far as they speak of this model. ``carried``: found by position; ``ambiguous``: GlobalIds that
    could be several elements here; ``waiting``: those of no element here, kept for a version that has them."""

    reviews: Reviews
    carried: tuple[Carried, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waiting: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report's key ``reviews``."""
        return {
            "carried": [{"old": c.old, "new": c.new, "since": c.since} for c in self.carried],
            "ambiguous": [{"guid": guid, "candidates": list(able)} for guid, able in self.ambiguous],
            "waiting": list(self.waiting),
        }


def fitting(facts: ModelFacts, given: Reviews, *, strict: bool) -> Fitted:
    """``given`` as far as it speaks of this model.

    ``strict``: a GUID that is not in it is an error, not a silent nothing. Else: words kept for a line of versions;
    elements with new GlobalIds are found by position, and words on elements of other versions wait for theirs.
    Raises ``ReviewError`` with one sentence.
    """
    known = _known(facts)
    fitted = Fitted(given) if strict else _carried(facts, given, known)
    _check_words(fitted.reviews, known)
    return fitted


def _known(facts: ModelFacts) -> Known:
    spaces = {s.guid: s for s in reversed(facts.spaces)}
    return Known(frozenset(p.guid for p in facts.portals), frozenset(s.guid for s in facts.stairs), spaces)


def _carried(facts: ModelFacts, given: Reviews, known: Known) -> Fitted:
    """What this model holds, what position finds again, and the rest."""
    here = known.doors | known.stairs | known.spaces.keys()
    carried, ambiguous = carry(facts, given, here)
    alias = {c.old: c.new for c in carried}
    moved = _renamed(given, alias)
    links = tuple(k for k in moved.links if _stands(k, known))
    runs = known.stairs | {link_guid(k) for k in links}
    kept = replace(
        moved,
        exits={g: v for g, v in moved.exits.items() if g in known.doors},
        doors={g: v for g, v in moved.doors.items() if g in known.doors},
        stairs={g: v for g, v in moved.stairs.items() if g in runs},
        uses={g: v for g, v in moved.uses.items() if g in known.spaces},
        flats={g: v for g, v in moved.flats.items() if g in known.spaces},
        links=links,
        since={**moved.since, **{c.new: c.since for c in carried}},
    )
    spoken = {*given.exits, *given.doors, *given.stairs, *given.uses, *given.flats}
    named = {guid for guid, _ in ambiguous}
    waiting = tuple(sorted(spoken - here - runs - alias.keys() - named))
    return Fitted(kept, carried, ambiguous, waiting)


def _renamed(given: Reviews, alias: Mapping[str, str]) -> Reviews:
    """The same words on the GlobalIds of this version; what is said of a new GlobalId itself goes first."""

    def keys(words: Mapping[str, Any]) -> dict[str, Any]:
        return {alias.get(g, g): v for g, v in words.items() if g in alias} | {
            g: v for g, v in words.items() if g not in alias
        }

    return replace(
        given,
        exits=keys(given.exits),
        doors=keys(given.doors),
        stairs=keys(given.stairs),
        uses=keys(given.uses),
        flats={g: alias.get(v, v) for g, v in keys(given.flats).items()},
        links=tuple(
            replace(
                k,
                from_space=alias.get(k.from_space, k.from_space),
                to_space=alias.get(k.to_space, k.to_space),
                stair=alias.get(k.stair, k.stair),
            )
            for k in given.links
        ),
        since=keys(given.since),
    )


def _stands(link: VerticalLink, known: Known) -> bool:
    """Whether both its spaces have floors here, its stair exists, and its length is still possible."""
    try:
        _check_link(link, known)
    except ReviewError:
        return False
    return True


def _check_words(given: Reviews, known: Known) -> None:
    runs = known.stairs | {link_guid(k) for k in given.links}
    _check("exits", given.exits, known.doors, EXIT_KINDS, "door or opening")
    _check("stairs", given.stairs, runs, STAIR_KINDS, "stair")
    _check("uses", given.uses, known.spaces, USES, "space")
    _check("flats", given.flats, known.spaces, None, "space")
    _check("doors", given.doors, known.doors, DOOR_USES, "door or opening")
    for link in given.links:
        _check_link(link, known)


def _check(
    what: str, given: Mapping[str, str], known: Collection[str], kinds: Collection[str] | None, noun: str
) -> None:
    for guid, kind in given.items():
        if guid not in known:
            more = sum(g not in known for g in given) - 1
            others = f" and {more} more" if more else ""
            raise ReviewError(f"The model has no {noun} {guid}{others}; correct or remove it in the list of {what}.")
        if kinds is not None and kind not in kinds:
            raise ReviewError(f"'{kind}' is no kind for {noun} {guid}; use one of {', '.join(kinds)}.")
        if kinds is None and not 0 < len(kind) <= MAX_KEY:
            raise ReviewError(f"The flat of space {guid} has no name of 1 to {MAX_KEY} characters; correct it.")


def _check_link(link: VerticalLink, known: Known) -> None:
    name = f"The link from {link.from_space} to {link.to_space}"
    for guid in (link.from_space, link.to_space):
        space = known.spaces.get(guid)
        if space is None or space.floor is None or space.floor.is_empty:
            raise ReviewError(f"{name} names no space with a floor: {guid}; correct or remove the link.")
    if link.from_space == link.to_space:
        raise ReviewError(f"{name} joins a space with itself; name two spaces.")
    if link.stair and link.stair not in known.stairs:
        raise ReviewError(f"{name} names no stair of the model: {link.stair}; correct it or leave it empty.")
    least = straight_m(known.spaces[link.from_space], known.spaces[link.to_space])
    if not math.isfinite(link.length_m) or link.length_m < least - SLACK_M:
        raise ReviewError(f"{name} is {link.length_m:g} m long, but the two lie {least:.2f} m apart; correct it.")
