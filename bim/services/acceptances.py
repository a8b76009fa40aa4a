"""Complaints and deviations that people accept with a reason, and take back. The verdict itself is never changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bim.models import Acceptance, Check, ModelSet
from bim.quality.acceptance import Accepted, Key, mark, open_keys, seen_now
from bim.quality.catalogue import words
from bim.quality.score import demand
from bim.services.reviews import MAY_CONFIRM
from core.errors import DomainError, NotAllowed
from core.models import User
from core.scope import holds
from core.services import history

LONGEST, ALL = 2000, "*"
MOST = 500
"""Elements that one act may accept."""


@transaction.atomic
def accept(*, actor: User, check: Check, keys: Sequence[Key], reason: str) -> list[Acceptance]:
    """Accept what a check complains of or finds against a rule. All of it, or nothing.

    Raises ``NotAllowed``, and ``DomainError`` without a reason or for what the check does not say.
    """
    _require(actor, check.version.model_set, reason, keys)
    report = read_report(check)
    known = open_keys(report)
    for key in keys:
        if key not in known:
            words = _("This check has no such complaint or deviation: %(code)s %(guid)s.")
            told = {"code": key[1][:80], "guid": key[2][:40]}
            raise DomainError(words % told, code="invalid", field="items")
    _one_after_the_other(check.version.model_set)
    said = _said_already(actor, check, reason)
    return _write(actor, check, [key for key in keys if key not in said], reason, accepted=True, report=report)


@transaction.atomic
def take_back(*, actor: User, check: Check, keys: Sequence[Key], reason: str) -> list[Acceptance]:
    """What was accepted is heard again. What is not accepted is left alone."""
    _require(actor, check.version.model_set, reason, keys)
    _one_after_the_other(check.version.model_set)
    holding = {one.key for one in current(check.version.model_set)}
    return _write(actor, check, [key for key in keys if key in holding], reason, accepted=False, report=None)


def current(model_set: ModelSet) -> list[Accepted]:
    """What holds by the newest word on each, in the order in which it was accepted."""
    newest: dict[Key, Acceptance] = {}
    for row in Acceptance.objects.filter(model_set=model_set).select_related("actor").order_by("pk"):
        key = _key(row)
        newest.pop(key, None)
        newest[key] = row
    return [
        Accepted(*key, reason=row.reason, by=str(row.actor), at=row.created_at.isoformat(), seen=row.seen)
        for key, row in newest.items()
        if row.accepted
    ]


def marked_report(check: Check) -> dict[str, Any]:
    """The report of a check with what is accepted by now marked in it."""
    return mark(read_report(check), current(check.version.model_set))


def accepted_deviations(check: Check) -> set[tuple[str, str]]:
    """Rule and GlobalId of the failed or open verdicts of a check that a person accepted and that are not back."""
    if not Acceptance.objects.filter(model_set=check.version.model_set).exists():
        return set()
    rows = marked_report(check)["accepted"]
    return {(row["code"], row["guid"]) for row in rows if row["kind"] == "rule" and not row["back"]}


def write_into(report: dict[str, Any], model_set: ModelSet) -> None:
    """Mark in a fresh report what is accepted by now, and what quality is demanded, before it is stored."""
    if report:
        demand(report, settings.MODEL_MIN_SCORE)
        report.update(mark(report, current(model_set)))


def spelled_out(check: Check, keys: Sequence[Key]) -> list[Key]:
    """``keys`` with ``*`` in place of a GlobalId replaced by all that the check has of that code."""
    if all(key[2] != ALL for key in keys):
        return list(keys)
    known = open_keys(read_report(check))
    found: list[Key] = []
    for key in keys:
        found += [k for k in known if k[:2] == key[:2]] if key[2] == ALL else [key]
    return list(dict.fromkeys(found))


def read_report(check: Check) -> dict[str, Any]:
    """The stored report; what older ones lack is as good as nothing said."""
    document: dict[str, Any] = json.loads(check.report.path.read_text("utf-8"))
    missing = {"total": 0.0, "reason": "", "aspects": {}, "minimum": None, "met": None}
    quality = [{"affected": len(note["guids"]), **words(note["code"]), **note} for note in document["quality"]]
    return {"quality_score": missing, "recipes": [], **document, "quality": quality}


def _require(actor: User, model_set: ModelSet, reason: str, keys: Sequence[Key]) -> None:
    if not holds(actor, MAY_CONFIRM, model_set.building.area_path):
        raise NotAllowed(_("Your function does not allow accepting deviations of this building."))
    if not reason.strip() or len(reason) > LONGEST:
        raise DomainError(
            _("Say why it is accepted, in at most %(n)s characters.") % {"n": LONGEST}, code="required", field="reason"
        )
    if not keys or len(keys) > MOST:
        raise DomainError(
            _("Choose between 1 and %(n)s complaints or deviations.") % {"n": MOST}, code="invalid", field="items"
        )


def _write(
    actor: User, check: Check, keys: Sequence[Key], reason: str, *, accepted: bool, report: dict[str, Any] | None
) -> list[Acceptance]:
    model_set = check.version.model_set
    made = Acceptance.objects.bulk_create(
        Acceptance(
            model_set=model_set,
            check_run=check,
            kind=kind,
            code=code,
            guid=guid,
            accepted=accepted,
            reason=reason.strip(),
            seen=seen_now(report, (kind, code, guid)) if report is not None else {},
            actor=actor,
        )
        for kind, code, guid in dict.fromkeys(keys)
    )
    if made:
        items = [{"kind": row.kind, "code": row.code, "guid": row.guid} for row in made]
        data = {"check": str(check.uuid), "reason": reason.strip(), "items": items}
        said = "model.deviations_accepted" if accepted else "model.deviations_heard_again"
        history.record(actor=actor, subject=model_set.building, kind=said, data=data)
    return made


def _one_after_the_other(model_set: ModelSet) -> None:
    ModelSet.objects.select_for_update().get(pk=model_set.pk)


def _said_already(actor: User, check: Check, reason: str) -> set[Key]:
    """What this person accepted of this very check in these words, and still holds: a double click says it once."""
    newest = {_key(row): row for row in Acceptance.objects.filter(model_set=check.version.model_set).order_by("pk")}
    mine = (check.pk, actor.pk, reason.strip(), True)
    return {key for key, row in newest.items() if (row.check_run_id, row.actor_id, row.reason, row.accepted) == mine}


def _key(row: Acceptance) -> Key:
    return ("quality" if row.kind == Acceptance.Kind.QUALITY else "rule", row.code, row.guid)
