"""The newest check of the building's model with its report, or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bim.models import Check, ModelVersion
from registry.models import Building


@dataclass(frozen=True)
class Model:
    """``newer``: number of a version that was delivered later and has no check yet, None when there is none."""

    check: Check
    report: dict[str, Any]
    newer: int | None


def model_of(building: Building) -> Model | None:
    """The building was found through ``visible_to``; its models are seen with it."""
    checks = Check.objects.filter(version__model_set__building=building)
    newest = checks.select_related("version__model_set", "version__file", "report").order_by("-pk").first()
    if newest is None:
        return None
    version = newest.version
    later = ModelVersion.objects.filter(model_set=version.model_set, number__gt=version.number).order_by("-number")
    number = later.values_list("number", flat=True).first()
    return Model(newest, json.loads(newest.report.path.read_bytes()), number)
