"""Rules that no linter knows: size of files, layers of model relations are in tests, words that must not appear."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 500
MEDIAN = 80
P90_FUNCTION = 25
PACKAGES = ("config", "core", "registry", "bim", "inspections", "portal", "seeds")
BARE = [
    (re.compile(r"\.delay\("), "start jobs through core.services.jobs"),
    (re.compile(r"\bmark_safe\("), "use format_html or a template"),
    (re.compile(r"\.objects\.all\(\)"), "start from visible_to(user)"),
]
ALLOWED_ALL = {"core/models", "registry/models", "bim/models", "inspections/models", "core/admin/accounts.py"}


def main() -> int:
    files = [p for p in _tracked() if p.parts[0] in PACKAGES and "migrations" not in p.parts and (ROOT / p).exists()]
    sizes = {p: len((ROOT / p).read_text("utf-8").splitlines()) for p in files}
    problems = [f"{p}: {n} lines, the limit is {LIMIT}" for p, n in sizes.items() if n > LIMIT]
    median = statistics.median(n for n in sizes.values() if n)
    if median > MEDIAN:
        problems.append(f"the median file has {median} lines, the limit is {MEDIAN}")
    lengths = sorted(length for p in files for length in _functions(p))
    p90 = lengths[int(len(lengths) * 0.9)]
    if p90 > P90_FUNCTION:
        problems.append(f"nine in ten functions should have at most {P90_FUNCTION} lines, p90 is {p90}")
    for path in files:
        problems += _words(path)
    print(
        "\n".join(problems)
        or f"{len(files)} files, median {median:.0f} lines, longest {max(sizes.values())}; functions p90 {p90} lines"
    )
    return bool(problems)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines()]


def _functions(path: Path) -> list[int]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(n.end_lineno or n.lineno) - n.lineno + 1 for n in ast.walk(tree) if isinstance(n, kinds)]


def _words(path: Path) -> list[str]:
    found = []
    for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
        for pattern, advice in BARE:
            exempt = "objects" in pattern.pattern and any(str(path).startswith(a) for a in ALLOWED_ALL)
            if pattern.search(line) and not exempt:
                found.append(f"{path}:{number}: {pattern.pattern} — {advice}")
    return found


if __name__ == "__main__":
    sys.exit(main())
