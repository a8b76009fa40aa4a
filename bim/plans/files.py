"""All plans of a delivery as files, with an index that says which file is which storey in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from bim.egress.result import EgressResult
from bim.plans.sheet import draw_storey
from core.verdicts import Judgement

INDEX = "index.json"


def write_plans(
    result: EgressResult, judgements: Sequence[Judgement], folder: Path, languages: Sequence[str]
) -> list[dict[str, str | int]]:
    """One SVG per storey and language in ``folder`` (made if absent), and ``index.json``: the returned rows.

    File names come from the storey's place in the building and its GUID, with anything unsafe replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, str | int]] = []
    for place, storey in enumerate(result.storeys):
        own = [j for j in judgements if not j.storey or j.storey in (storey.guid, storey.name)]
        for language in languages:
            name = f"{place:03d}-{re.sub(r'[^0-9A-Za-z_$]', '_', storey.guid)[:40]}.{language}.svg"
            svg = draw_storey(result, own, storey.guid, language=language, theme_css=False)
            (folder / name).write_text(svg, "utf-8")
            rows.append(
                {"storey": storey.guid, "name": storey.name, "order": storey.order, "language": language, "file": name}
            )
    (folder / INDEX).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return rows
