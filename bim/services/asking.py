"""What a check of one version is asked today: pack as it stands, parameters, what is confirmed by now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from bim.engine import checker
from bim.models import Check, ModelVersion
from bim.request import CheckRequest, Outputs
from bim.rules.load import pack_content
from bim.rules.params import ParamError, params_from
from bim.services.model_buildings import own_guids
from bim.services.review_standing import standing
from bim.services.reviews import current
from registry.models import Building

LANGUAGES = ("zh-hans", "en")
FROM_REGISTRY = ("use", "fire_grade", "height_m")
"""Parameters of a check that the registry knows under the same name."""


@dataclass(frozen=True)
class Asked:
    """``request`` has no files yet. ``reviews`` as they are kept with the check; ``pack`` is the pack's content."""

    request: CheckRequest
    reviews: Mapping[str, Any]
    pack: bytes

    @cached_property
    def words(self) -> bytes:
        """All that decides the verdicts beside model and pack's content, as canonical JSON."""
        return json.dumps(self.request.words(), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.words).hexdigest()

    @cached_property
    def pack_sha256(self) -> str:
        return hashlib.sha256(self.pack).hexdigest()


def ask(
    version: ModelVersion, pack: str, params: Mapping[str, Any] | None = None, *, content: bytes | None = None
) -> Asked:
    """The check of ``version`` by the pack of that name. ``params``: in place of ``standing_params``; ``content``:
    the pack, where the caller has loaded it already.

    Raises ``PackError`` with one sentence.
    """
    reviews = current(version.model_set)
    request = CheckRequest(
        paths=(),
        pack_id=pack,
        params=_plain(standing_params(version) if params is None else params),
        reviews=standing(version.model_set),
        # Confirmed on an earlier or later version: what this file does not hold waits for one that does.
        strict_reviews=False,
        buildings=tuple(own_guids(version.model_set)),
        ask_building=True,
        outputs=Outputs(plans=True, languages=LANGUAGES),
        pack_dirs=tuple(settings.PACK_DIRS),
        max_bytes=settings.MAX_MODEL_MB * 1_000_000,
        scan_cycles=settings.SCAN_CYCLES,
    )
    return Asked(request, reviews, content or pack_content(pack, settings.PACK_DIRS))


def standing_params(version: ModelVersion) -> Mapping[str, Any]:
    """Those of the newest check of this version, since the registry may have corrected them; else as delivered."""
    found: Mapping[str, Any] | None = (
        Check.objects.filter(version=version).order_by("-pk").values_list("params", flat=True).first()
    )
    return version.params if found is None else found


def _plain(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """One spelling: 17.50, "17.5" and 17.5 are the same height. The check itself refuses what is none."""
    texts = CheckRequest(paths=(), pack_id="", params=params).param_texts
    try:
        return params_from(texts).as_dict()
    except ParamError:
        return texts


def last_check(version: ModelVersion, pack: str) -> Check | None:
    """The newest check of a version by a pack."""
    rows = Check.objects.filter(version=version, pack=pack).select_related("asked", "facts", "glb")
    found: Check | None = rows.order_by("-pk").first()
    return found


def still_holds(last: Check | None, asked: Asked) -> bool:
    """Whether a check now would say what the last one said: same words, pack, program, and what it read is kept."""
    return (
        last is not None
        and last.asked is not None
        and last.asked.sha256 == asked.sha256
        and last.pack_sha256 == asked.pack_sha256
        and last.facts is not None
        and last.engine.get("checker") == checker()
    )


def registry_params(building: Building) -> dict[str, Any]:
    """What the registry knows today of a building in the words of a check; what it does not know is left out."""
    known = {name: getattr(building, name) for name in FROM_REGISTRY}
    return {name: value for name, value in known.items() if value not in ("", None)}
