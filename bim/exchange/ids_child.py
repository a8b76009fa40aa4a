"""What runs inside the sandbox: one IFC file held against one IDS file. Started as a script, never imported.

Needs ifctester, the extra ``ids``. Leaves ``demands.json``: per specification its id, title, and who fails it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # python -I knows only the standard library and the environment's packages
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.sandbox_child import Refused, main

MOST = 20


def work(request: dict[str, Any], out: Path) -> None:
    """Validate and write down."""
    import ifctester.ids

    from bim.read import Limits, ReadError
    from bim.read.notes import Notebook
    from bim.read.opener import open_source
    from bim.read.preflight import prepare

    path = Path(request["path"])
    try:
        source = open_source(prepare(path, Limits(max_bytes=request["max_bytes"])), path, 0, Notebook())
    except ReadError as error:
        raise Refused("INVALID", error.message) from None
    demands = ifctester.ids.open(request["ids"], validate=True)
    demands.validate(source.model)
    rows = [_row(specification) for specification in demands.specifications]
    (out / "demands.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def _row(specification: Any) -> dict[str, Any]:
    failed = sorted(str(e.GlobalId) for e in specification.failed_entities)
    return {
        "title": specification.name,
        "met": bool(specification.status),
        "applies": len(specification.applicable_entities),
        "failed": len(failed),
        "guids": failed[:MOST],
    }


if __name__ == "__main__":
    main(work)
