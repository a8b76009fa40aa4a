"""Where the elements of a checked version stand, by GlobalId, from its newest report."""

from __future__ import annotations

import json
from typing import Any

from bim.fingerprints import report_fingerprints
from bim.models import Check, ModelVersion


def newest_report(version: ModelVersion) -> dict[str, Any] | None:
    """The report of the newest check of a version; None before the first."""
    check = Check.objects.filter(version=version).order_by("-pk").select_related("report").first()
    if check is None:
        return None
    document: dict[str, Any] = json.loads(check.report.path.read_text("utf-8"))
    return document


def prints_of(version: ModelVersion) -> dict[str, dict[str, Any]]:
    """Fingerprints as plain data; a GlobalId that repeats stands nowhere for sure and has none."""
    report = newest_report(version)
    found: dict[str, dict[str, Any]] = {}
    twice: set[str] = set()
    for fingerprint in report_fingerprints(report) if report else ():
        if fingerprint.guid in found:
            twice.add(fingerprint.guid)
        found[fingerprint.guid] = fingerprint.as_dict()
    return {guid: data for guid, data in found.items() if guid not in twice}
