"""What every sandboxed script starts with. Imported by scripts that put the project root on ``sys.path`` themselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Refused(Exception):
    """The file is at fault. ``code`` as in ``core.sandbox.ChildResult``, the message is for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def report(step: str, progress: float | None = None) -> None:
    """Tell the parent how far we are."""
    print(json.dumps({"step": step, "progress": progress}), flush=True)


def main(work: Callable[[dict[str, Any], Path], None]) -> None:
    """Bind ourselves, read the request, work, and turn a refusal into ``failure.json`` and status 3."""
    from core.sandbox import limit_self

    request_file = Path(sys.argv[1])
    request = json.loads(request_file.read_text("utf-8"))
    limit_self(request["limits"])
    out = request_file.parent
    try:
        work(request, out)
    except Refused as refusal:
        (out / "failure.json").write_text(json.dumps({"code": refusal.code, "message": str(refusal)}), "utf-8")
        raise SystemExit(3) from None
