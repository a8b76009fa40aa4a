"""What people say of a model's elements: exits, stair kinds, uses, flats, flat doors, ways between storeys."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import ModelSet, ModelVersion, Review
from bim.models.reviews import DOOR_VALUES, EXIT_VALUES, STAIR_VALUES, UNSURE
from bim.services.review_prints import prints_of
from bim.space_uses import SPACE_USES
from core.errors import DomainError, NotAllowed
from core.models import Function, User
from core.scope import holds
from core.services import history

MAY_CONFIRM = frozenset({Function.ADMINISTRATOR, Function.OFFICER, Function.VERIFIER})
GUID = re.compile(r"[0-9A-Za-z_$]{1,64}")
"""What a reader may take for a GlobalId; damaged files hold shorter and longer ones."""
FLAT_KEY = re.compile(r"[^\x00-\x1f<>]{1,64}")
LONGEST_M = 1000.0
TAKEN_BACK = ""
ALLOWED: dict[str, frozenset[str] | None] = {
    Review.Kind.EXIT: frozenset({*dict(EXIT_VALUES), UNSURE}),
    Review.Kind.STAIR: frozenset({*dict(STAIR_VALUES), UNSURE}),
    Review.Kind.USE: frozenset({*SPACE_USES, UNSURE}),
    Review.Kind.FLAT: None,
    Review.Kind.DOOR: frozenset({*dict(DOOR_VALUES), UNSURE}),
}
"""Words by kind; None: any key of a flat, or ``common``. Every kind takes an empty word, which takes one back."""
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said at once, by kind and GlobalId. ``links``: rows with ``from``, ``to``, ``length_m``, ``stair``,
    ``ramp``; one with ``drop`` is taken back. ``how``: where many are meant by one word, which."""

    values: Mapping[str, Values] = field(default_factory=dict)
    links: Iterable[Mapping[str, Any]] = ()
    how: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def say(*, actor: User, model_set: ModelSet, words: Words, version: ModelVersion | None = None) -> list[Review]:
    """All of it holds, or nothing. What already holds is not written again; the newest word on an element holds.

    ``version``: the one that was looked at, the newest by default. Raises ``DomainError``, ``NotAllowed``.
    """
    if not holds(actor, MAY_CONFIRM, model_set.building.area_path):
        raise NotAllowed(_("Your function does not allow confirming exits and stairs of this building."))
    rows = [row for kind, values in words.values.items() for row in _rows(kind, values)]
    rows += [_link(link) for link in words.links]
    ModelSet.objects.select_for_update().get(pk=model_set.pk)  # two people at once speak one after the other
    known = latest(model_set)
    fresh = [row for row in rows if _is_news(known.get((row.kind, row.guid)), row)]
    seen = version or model_set.versions.order_by("-number").first()
    prints = prints_of(seen) if fresh and seen is not None else {}
    for row in fresh:
        row.model_set, row.actor, row.version = model_set, actor, seen
        ends = {end: prints.get(end, {}) for end in row.guid.split(">")}
        row.fingerprint = ends if row.kind == Review.Kind.LINK else ends[row.guid]
    made = Review.objects.bulk_create(fresh, batch_size=500)
    for kind in Review.Kind:
        mine = {row.guid: row.data or row.value for row in made if row.kind == kind}
        if mine:
            data = {"values": mine, **({"how": dict(words.how)} if words.how else {})}
            history.record(actor=actor, subject=model_set.building, kind=f"model.{kind}s_confirmed", data=data)
    return made


def confirm(*, actor: User, model_set: ModelSet, kind: str, values: Values) -> list[Review]:
    """A person's word on some elements of one kind, singly or many at once."""
    return say(actor=actor, model_set=model_set, words=Words({kind: values}))


def confirm_all(*, actor: User, model_set: ModelSet, exits: Values, stairs: Values) -> list[Review]:
    """Exits and stairs of one form or call: all of it holds, or nothing."""
    said = {"exit": exits, "stair": stairs}
    return say(actor=actor, model_set=model_set, words=Words(said))


def _is_news(before: Review | None, row: Review) -> bool:
    """A word on what was only carried over confirms it, even where it is the same word."""
    if before is None:
        return row.value != TAKEN_BACK
    return before.carried_from_id is not None or (before.value, before.data) != (row.value, row.data)


def _rows(kind: str, values: Values) -> list[Review]:
    allowed = ALLOWED[Review.Kind(kind)]
    for guid, value in values.items():
        if not GUID.fullmatch(guid):
            raise _odd(_("“%(guid)s” is no GlobalId.") % {"guid": guid[:40]})
        if value == TAKEN_BACK or (allowed is None and FLAT_KEY.fullmatch(value)):
            continue
        if allowed is None:
            raise _odd(_("“%(value)s” is no name of a flat: give 1 to 64 characters.") % {"value": value[:40]})
        if value not in allowed:
            words = _("“%(value)s” is not one of: %(allowed)s.")
            raise _odd(words % {"value": value[:40], "allowed": ", ".join(sorted(allowed))})
    return [Review(kind=kind, guid=guid, value=value) for guid, value in values.items()]


def _odd(message: str) -> DomainError:
    return DomainError(message, code="invalid", field="value")


def _link(given: Mapping[str, Any]) -> Review:
    start, end, stair = (str(given.get(key) or "") for key in ("from", "to", "stair"))
    for guid in (start, end, *([stair] if stair else [])):
        if not GUID.fullmatch(guid):
            raise _odd(_("“%(guid)s” is no GlobalId.") % {"guid": guid[:40]})
    if start == end:
        raise _odd(_("A way between storeys joins two different spaces."))
    guid = f"{start}>{end}"
    if given.get("drop"):
        return Review(kind=Review.Kind.LINK, guid=guid, value=TAKEN_BACK)
    length = given.get("length_m")
    if isinstance(length, bool) or not isinstance(length, int | float) or not 0 < length <= LONGEST_M:
        raise _odd(_("Give the length of the walk in metres, between 0 and 1000."))
    ramp = bool(given.get("ramp"))
    data = {"from": start, "to": end, "length_m": round(float(length), 3), "stair": stair, "ramp": ramp}
    return Review(kind=Review.Kind.LINK, guid=guid, value="ramp" if ramp else "stair", data=data)


def latest(model_set: ModelSet) -> dict[tuple[str, str], Review]:
    """The newest word on each element, by kind and GlobalId; also those that take one back or leave it open."""
    rows = Review.objects.filter(model_set=model_set).select_related("actor", "version", "carried_from__version")
    return {(row.kind, row.guid): row for row in rows.order_by("pk")}


def current(model_set: ModelSet) -> dict[str, dict[str, Any]]:
    """What holds: ``{"exit": {guid: value}, …, "link": {"from>to": row}}``."""
    found: dict[str, dict[str, Any]] = {str(kind): {} for kind in Review.Kind}
    for (kind, guid), row in latest(model_set).items():
        if row.value not in (TAKEN_BACK, UNSURE):
            found[kind][guid] = row.data or row.value
    return found


def newest_word(model_set: ModelSet) -> int:
    """A number that grows with every word: who has seen this one has seen all before it."""
    return Review.objects.filter(model_set=model_set).order_by("-pk").values_list("pk", flat=True).first() or 0


def words_since(model_set: ModelSet, seen: int, *, but: User) -> list[Review]:
    """What others have said after ``seen``; the words that the check itself carried over are nobody's."""
    rows = Review.objects.filter(model_set=model_set, pk__gt=seen, carried_from__isnull=True).exclude(actor=but)
    return list(rows.select_related("actor").order_by("pk"))


def is_length(value: str) -> float | None:
    """Metres as people type them; None for anything else."""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
