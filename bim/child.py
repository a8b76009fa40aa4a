"""What runs inside the sandbox: one check of one delivery. Started as a script by ``bim.sandboxed``, never imported.

Reads ``request.json``, prints progress as JSON lines, leaves ``report.json``, ``plans/`` and ``model.glb`` beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # python -I knows only the standard library and the environment's packages
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.sandbox_child import Refused, main, report

KINDS = {"unreadable": "INVALID", "unsupported": "UNSUPPORTED", "too_large": "TOO_LARGE", "choice": "CHOICE"}


def work(request: dict[str, Any], out: Path) -> None:
    """One check; the heavy imports come after the limits are set."""
    from bim.check import check_delivery
    from bim.facts_file import FactsFileError
    from bim.read import ReadError
    from bim.read.watch import Heartbeat, keep
    from bim.report import dumps
    from bim.request import request_from
    from bim.review_files import ReviewError
    from bim.rules.params import ParamError
    from bim.rules.schema import PackError

    beat = Heartbeat(out / "heartbeat.json", **request["watch"])
    keep(beat)

    def tell(step: str, share: float) -> None:
        beat.step = step
        report(step, share)

    try:
        document = check_delivery(request_from(request["check"]), out, progress=tell)
    except ReadError as error:
        _explain(out, error)
        raise Refused(KINDS[error.kind], error.message) from None
    except FactsFileError as error:
        raise Refused("FACTS", str(error)) from None
    except (PackError, ParamError, ReviewError) as error:
        raise Refused("REQUEST", str(error)) from None
    (out / "report.json").write_text(dumps(document), "utf-8")


def _explain(out: Path, error: Any) -> None:
    """The sentence before its figures are filled in, so that the parent can say it in the reader's language."""
    reason = {"code": error.code, "template": error.template, "context": error.context}
    reason["buildings"] = getattr(error, "buildings", [])
    (out / "reason.json").write_text(json.dumps(reason), "utf-8")


if __name__ == "__main__":
    main(work)
