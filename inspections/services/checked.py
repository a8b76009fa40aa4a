"""From the verdicts of a model check to proposals; registered in ``bim.hooks.CHECKED``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from bim.models import Check, CheckResult
from bim.rules.basis import AS_BUILT
from bim.services.acceptances import accepted_deviations
from bim.services.packs import pack_of
from core.models import User
from core.verdicts import RestsOn, Verdict
from inspections.services.following import follow_elements
from inspections.services.proposals import Proposal, propose_from_result, reconcile

if TYPE_CHECKING:
    from bim.rules.model import Pack


def after_check(actor: User | None, check: Check) -> None:
    """Every failed verdict that nobody accepted proposes a hazard; confirmed passes end what was proposed before.

    One that was accepted and is heard again proposes like any other; an open hazard stays as it is while its
    deviation is accepted: whoever judges it reads why.

    A pass that rests on exits or stairs nobody has confirmed ends nothing, and a check of a version that a newer one
    has replaced says nothing of the building today. Runs inside the check's transaction.
    """
    if superseded(check):
        return
    follow_elements(actor, check)
    pack = pack_of(check)
    storeys = dict(check.plans.values_list("storey_guid", "storey_name"))
    governing = governing_results(check)
    failed = _one_a_key(governing.filter(verdict=Verdict.FAIL).order_by("pk"))
    silent = accepted_deviations(check)
    for row in failed:
        if (row.rule, row.subject_guid) not in silent:
            propose_from_result(actor, _proposal(check, row, pack, storeys))
    passed = governing.filter(verdict=Verdict.PASS, rests_on=RestsOn.CONFIRMED)
    reconcile(
        actor=actor,
        building=check.version.building,
        still_failing_keys=[(row.rule, row.subject_guid) for row in failed],
        passed_keys=passed.values_list("rule", "subject_guid"),
        check_uuid=check.uuid,
    )


def governing_results(check: Check) -> QuerySet[CheckResult]:
    """Verdicts that may call for action: of an existing building only those by the standard at construction."""
    rows = check.results.all()
    return rows.filter(basis=AS_BUILT) if check.params.get("existing") is True else rows


def superseded(check: Check) -> bool:
    """Whether a newer version of the same model has been checked."""
    newer = Check.objects.filter(version__model_set=check.version.model_set_id)
    return newer.filter(version__number__gt=check.version.number).exists()


def _one_a_key(rows: Iterable[CheckResult]) -> list[CheckResult]:
    """One row for each rule and element, the furthest off its limit: a hazard has one figure."""
    worst: dict[tuple[str, str], CheckResult] = {}
    for row in rows:
        key = row.rule, row.subject_guid
        if key not in worst or _off(row) > _off(worst[key]):
            worst[key] = row
    return list(worst.values())


def _off(row: CheckResult) -> float:
    return 0.0 if row.measured is None or row.limit is None else abs(row.measured - row.limit)


def _proposal(check: Check, row: CheckResult, pack: Pack, storeys: dict[str, str]) -> Proposal:
    where = row.subject_name or row.subject_guid
    return Proposal(
        building=check.version.building,
        rule=row.rule,
        subject_guid=row.subject_guid,
        title=f"{pack.title_of(row.rule, 'zh')}不符合：{where}"[:300],
        title_en=f"{pack.title_of(row.rule, 'en')} not met: {where}"[:300],
        subject_name=row.subject_name,
        storey=(storeys.get(row.storey) or row.storey)[:64],
        measured=row.measured,
        limit=row.limit if row.limit_upper is None else row.limit_upper,
        unit=row.unit,
        clause=row.clause,
        edition=row.edition,
        check_result=row.pk,
        check_uuid=check.uuid,
    )
