"""Hazards follow their element when a new version of the model gives it another GlobalId."""

from __future__ import annotations

from bim.models import Check
from core.models import User
from core.services import history
from inspections.models import Hazard, Source
from inspections.services.acts import lock


def follow_elements(actor: User | None, check: Check) -> int:
    """Give hazards of this model the new GlobalIds of ``check.followed``; returns how many.

    Ended ones too: a person's dismissal holds for the element, whatever its number. Where an open hazard of that key
    exists already, both stay as they are.
    """
    moved = 0
    mine = Hazard.objects.filter(building=check.version.building, source=Source.MODEL_CHECK)
    mine = mine.filter(subject_guid__in=list(check.followed))
    # Another model of the same building knows elements of its own; a hazard whose check is gone may be of any.
    mine = mine.exclude(check_result__check_run__version__model_set__in=_other_models(check))
    for hazard in mine.order_by("pk"):
        moved += _follow(actor, hazard, check)
    return moved


def _other_models(check: Check) -> list[int]:
    rows = check.version.building.model_sets.exclude(pk=check.version.model_set_id)
    return list(rows.values_list("pk", flat=True))


def _follow(actor: User | None, hazard: Hazard, check: Check) -> bool:
    locked = lock(None, hazard)
    new = check.followed[locked.subject_guid]
    same = Hazard.objects.open().filter(building=locked.building, rule=locked.rule, subject_guid=new)
    if locked.is_open and same.exclude(pk=locked.pk).exists():
        return False
    about = {"hazard": str(locked.uuid), "number": locked.number, "title": locked.title, "title_en": locked.title_en}
    news = {"old_guid": locked.subject_guid, "new_guid": new, "version": check.version.number}
    locked.subject_guid = new
    locked.version += 1
    locked.save(update_fields=["subject_guid", "version"])
    history.record(actor=actor, subject=locked.building, kind="hazard.followed", data={**about, **news})
    return True
