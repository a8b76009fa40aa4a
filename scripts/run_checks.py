"""``make check``: every gate that reads the code, one line each; all are run even when one fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = sys.executable
CODE = [
    "manage.py",
    "config",
    "core",
    "registry",
    "bim",
    "inspections",
    "portal",
    "seeds",
    "scripts",
    "tests",
    "benchmarks",
]
GATES: list[tuple[str, list[str]]] = [
    ("format", ["ruff", "format", "--check", *CODE]),
    ("lint", ["ruff", "check", *CODE]),
    ("layers", ["lint-imports", "--no-cache"]),
    (
        "types",
        ["mypy", *CODE],
    ),
    ("JavaScript types", ["npx", "--no-install", "tsc", "-p", "frontend/tsconfig.json"]),
    ("system checks", [PY, "manage.py", "check", "--fail-level", "WARNING"]),
    ("migrations", [PY, "manage.py", "makemigrations", "--check", "--dry-run"]),
    (
        "API document",
        [PY, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", "docs/reference/openapi.yaml.new"],
    ),
    (
        "API document is OpenAPI 3.1",
        [PY, "scripts/lint_openapi.py", "docs/reference/openapi.yaml.new", "docs/reference/openapi.yaml"],
    ),
    ("plan colours", [PY, "scripts/plan_css.py", "--check"]),
    ("house rules", [PY, "scripts/house_rules.py"]),
    ("lock file", ["uv", "lock", "--check", "--quiet"]),
]


def main() -> int:
    failed = []
    for name, command in GATES:
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        )
        ok = done.returncode == 0
        print(f"{'ok    ' if ok else 'FAILED'} {name} ({time.monotonic() - started:.0f} s)", flush=True)
        if not ok:
            failed.append(name)
            print(done.stdout[-6000:], done.stderr[-4000:], sep="\n", flush=True)
    if failed:
        print(f"check: failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
