"""What the report of a check says, read from its stored document and rows. Nothing is judged here."""

from __future__ import annotations

from typing import Any

from bim.models import Check
from portal.checkreport.other_ways import other_ways_of
from portal.checkreport.quality import quality_of
from portal.checkreport.rules import loud, passed
from portal.checkreport.storeys import storeys_of
from portal.dossier.model import Model
from portal.dossier.plans import plans_of
from portal.dossier.ways import ways_of
from portal.selectors.buildings import codes
from portal.selectors.checks import groups
from portal.templatetags.checks import params

COUNTS = ("fail", "review", "no_data", "pass", "pass_proposed", "not_applicable")
Row = dict[str, Any]


def collect(check: Check, report: Row) -> Row:
    """All parts of the report as plain data. ``check`` was found through ``visible_to``."""
    model, told = Model(check, report, None), groups(check)
    return {
        "head": _head(check, report),
        "counts": [{"verdict": name, "count": check.summary.get(name, 0)} for name in COUNTS],
        "loud": loud(told, report),
        "passed": passed(told),
        "quality": quality_of(report),
        "storeys": storeys_of(report),
        "other_ways": other_ways_of(report),
        "evacuation": report.get("evacuation"),
        "ways": ways_of(model),
        "plans": plans_of(model),
        "not_judged": list(dict.fromkeys(row["clause"] for row in report["not_judged"])),
    }


def _head(check: Check, report: Row) -> Row:
    version = check.version
    words = check.reviews if isinstance(check.reviews, dict) else {}
    return {
        "building": version.building.label,
        "code": codes([version.building]).get(version.building.pk, ""),
        "version": version.number,
        "files": report.get("files") or [report["file"]],
        "pack": check.pack,
        "edition": check.pack_edition,
        "pack_sha256": check.pack_sha256,
        "params": params(check.params),
        "checked_on": check.created_at,
        "by": str(by.created_by) if (by := check.job or check.batch) else "",
        "confirmed": sum(len(said) for said in words.values() if isinstance(said, dict)),
        "exits_confirmed": report["building"]["exits_confirmed"],
        "height_m": report["building"]["height_m"],
        "storeys_above": report["building"]["storeys_above"],
        "engine": report.get("engine") or {},
        "uuid": str(check.uuid),
    }
