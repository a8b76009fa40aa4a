"""Elements of a new version that an earlier one knew under other GlobalIds: what hangs on them must follow."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from typing import Any

from bim.compare.sides import Side, pair
from bim.facts import ModelFacts
from bim.facts_file import FactsFileError, load_facts
from bim.facts_parts import only
from bim.models import Check, ModelVersion
from core.models import StoredFile

log = logging.getLogger(__name__)


def side_of(check: Check) -> Side:
    """What is stored of a check, for a comparison; without facts where they were not kept or cannot be read."""
    return stored_side(check.facts, json.loads(check.report.path.read_text("utf-8")), check.buildings)


def stored_side(facts: StoredFile | None, report: dict[str, Any], buildings: Collection[str]) -> Side:
    return Side(stored_facts(facts, buildings), report)


def stored_facts(facts: StoredFile | None, buildings: Collection[str]) -> ModelFacts | None:
    """What was read of a delivery, without those of its ``buildings`` that were not checked: they are somebody else's.

    None where nothing was kept, or it cannot be read.
    """
    if facts is None or not facts.path.is_file():
        return None
    try:
        found = load_facts(facts.path.read_bytes()).facts
    except FactsFileError as problem:
        log.warning("facts %s: %s", facts.sha256[:12], problem)
        return None
    mine = {b.guid for b in found.buildings} & set(buildings)
    return only(found, mine) if mine and len(found.buildings) > 1 else found


def last_of_earlier_version(version: ModelVersion) -> Check | None:
    """The newest check of the nearest earlier version of this model that was checked."""
    rows = Check.objects.filter(version__model_set=version.model_set_id, version__number__lt=version.number)
    found: Check | None = rows.select_related("facts", "report").order_by("-version__number", "-pk").first()
    return found


def followed(
    version: ModelVersion, facts: StoredFile | None, report: dict[str, Any], buildings: Collection[str] = ()
) -> dict[str, str]:
    """GlobalId in the version before → GlobalId here, of elements and storeys that were found by where they stand.

    Empty for a first version, and for a version that was checked before: what hung on its elements has followed then.
    """
    if Check.objects.filter(version=version).exists():
        return {}
    before = last_of_earlier_version(version)
    if before is None:
        return {}
    paired = pair(side_of(before), stored_side(facts, report, buildings))
    return {old: new for old, new in paired.guids.items() if paired.how[old] == "position"}
