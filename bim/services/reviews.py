"""Exits and stair kinds as people confirm them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import ModelSet, Review
from bim.models.reviews import EXIT_VALUES, STAIR_VALUES
from core.errors import DomainError, NotAllowed
from core.models import Function, User
from core.scope import holds
from core.services import history

MAY_CONFIRM = frozenset({Function.ADMINISTRATOR, Function.OFFICER, Function.VERIFIER})
GUID = re.compile(r"[0-9A-Za-z_$]{1,64}")
"""What a reader may take for a GlobalId; damaged files hold shorter and longer ones."""
ALLOWED = {Review.Kind.EXIT: dict(EXIT_VALUES), Review.Kind.STAIR: dict(STAIR_VALUES)}


@transaction.atomic
def confirm(*, actor: User, model_set: ModelSet, kind: str, values: Mapping[str, str]) -> list[Review]:
    """Write a person's word on some GlobalIds, singly or many at once. What already holds is not written again."""
    building = model_set.building
    if not holds(actor, MAY_CONFIRM, building.area_path):
        raise NotAllowed(_("Your function does not allow confirming exits and stairs of this building."))
    allowed = ALLOWED[Review.Kind(kind)]
    for value in values.values():
        if value not in allowed:
            words = _("“%(value)s” is not one of: %(allowed)s.")
            raise DomainError(words % {"value": value, "allowed": ", ".join(allowed)}, code="invalid", field="value")
    if odd := [guid for guid in values if not GUID.fullmatch(guid)]:
        words = _("“%(guid)s” is no GlobalId.") % {"guid": odd[0][:40]}
        raise DomainError(words, code="invalid", field="value")
    holding = current(model_set)[kind]
    fresh = {guid: value for guid, value in values.items() if holding.get(guid) != value}
    made = Review.objects.bulk_create(
        Review(model_set=model_set, kind=kind, guid=guid, value=value, actor=actor) for guid, value in fresh.items()
    )
    if made:
        history.record(actor=actor, subject=building, kind=f"model.{kind}s_confirmed", data={"values": fresh})
    return made


@transaction.atomic
def confirm_all(
    *, actor: User, model_set: ModelSet, exits: Mapping[str, str], stairs: Mapping[str, str]
) -> list[Review]:
    """Exits and stairs of one form or call: all of it holds, or nothing."""
    said = ((Review.Kind.EXIT, exits), (Review.Kind.STAIR, stairs))
    return [row for kind, v in said for row in confirm(actor=actor, model_set=model_set, kind=kind, values=v)]


def current(model_set: ModelSet) -> dict[str, dict[str, str]]:
    """``{"exit": {guid: value}, "stair": {guid: value}}``, the newest word on each GlobalId."""
    found: dict[str, dict[str, str]] = {"exit": {}, "stair": {}}
    for kind, guid, value in (
        Review.objects.filter(model_set=model_set).order_by("pk").values_list("kind", "guid", "value")
    ):
        found[kind][guid] = value
    return found
