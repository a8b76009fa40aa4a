from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from inspections.models import Hazard
from inspections.services.acts import case_of
from inspections.services.persons import actor_of
from inspections.words import ACTS, NEEDS
from inspections.workflow import INPUTS, TABLE, Act, Given, acts_for, missing

if TYPE_CHECKING:
    from core.models import User

OPTIONAL: dict[Act, tuple[str, ...]] = {
    Act.ISSUE_ORDER: ("responsible", "days", "day_kind", "issued_on"),
    Act.SERVE: ("receiver", "note"),
    Act.SUBMIT: ("done_on", "reference"),
    Act.RETURN: ("photos",),
    Act.CLOSE: ("text",),
}
"""Fields that an act takes but does not ask for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that state and function allow. ``fields`` must be filled in, ``optional`` may be; ``missing`` are
    sentences that say what still stands in the way: with any of them the act would be refused."""

    act: str
    label: str | Promise
    fields: tuple[str, ...]
    optional: tuple[str, ...]
    missing: tuple[str | Promise, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


def allowed_acts(hazard: Hazard, user: User) -> list[Offer]:
    """Acts that this person may do to this hazard now, forward acts first. Forbidden ones are absent."""
    case, person = case_of(hazard), actor_of(user, hazard)
    offers = []
    for act in sorted(
        acts_for(case, person), key=lambda act: (TABLE[case.state, act].to == case.state, list(Act).index(act))
    ):
        asked = [need for need in TABLE[case.state, act].requires if need in INPUTS]
        stops = [need for need in missing(case, act, person, Given()) if need not in INPUTS]
        if act is Act.ISSUE_ORDER:
            stops = [need for need in stops if need != "responsible_party"]
        fields = tuple("photos" if need == "fresh_photos" else str(need) for need in asked)
        if act is Act.ISSUE_ORDER and not case.has_responsible:
            fields = (*fields, "responsible")
        offers.append(
            Offer(
                act=str(act),
                label=ACTS[act],
                fields=fields,
                optional=tuple(name for name in OPTIONAL.get(act, ()) if name not in fields),
                missing=tuple(NEEDS[need] for need in stops),
            )
        )
    return offers
