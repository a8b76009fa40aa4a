"""Which check a check is compared with, and the comparison from what is stored of both."""

from __future__ import annotations

from django.db.models import QuerySet

from bim.compare import Changes, compare
from bim.models import Check, CheckResult
from bim.services.following import side_of


def changes_between(old: Check, new: Check) -> Changes:
    """From an older to a newer check, both stored; nothing is read or judged again."""
    return compare(side_of(old), side_of(new))


def earlier(check: Check) -> QuerySet[Check]:
    """Checks of the same model that came before: of earlier versions, and earlier ones of this version."""
    model = Check.objects.filter(version__model_set=check.version.model_set_id)
    before = model.filter(version__number__lt=check.version.number)
    same = model.filter(version=check.version_id, pk__lt=check.pk)
    found: QuerySet[Check] = (before | same).order_by("-version__number", "-pk").select_related("version")
    return found


def before(check: Check) -> Check | None:
    """What a reader means by "the version before": the newest check of the nearest earlier version, by the same pack
    if there is one; for a first version its own check before."""
    of_versions = earlier(check).exclude(version=check.version_id)
    for rows in (of_versions.filter(pack=check.pack), of_versions, earlier(check)):
        found: Check | None = rows.first()
        if found is not None:
            return found
    return None


def result_before(check: Check, result: CheckResult) -> tuple[Check, CheckResult | None] | None:
    """What the check before said of the same element by the same rule; None without a check before.

    The element by its GlobalId, or by the one it had where it was found by its place.
    """
    last = before(check)
    if last is None:
        return None
    old_guids = [old for old, new in check.followed.items() if new == result.subject_guid]
    rows = last.results.filter(rule=result.rule, basis=result.basis, metric=result.metric)
    found = rows.filter(subject_guid__in=[result.subject_guid, *old_guids]).order_by("pk").first()
    return last, found
