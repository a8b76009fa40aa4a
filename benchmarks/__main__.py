"""``python -m benchmarks [NAME …] [--check]``: every module of this package with ``run() -> list[Row]``, in order."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Callable
from types import ModuleType

import benchmarks
from benchmarks.table import Row, markdown

Run = Callable[[], list[Row]]


def found() -> dict[str, ModuleType]:
    """Benchmarks by name. To add one, put a file with ``run()`` here; nothing is registered by hand."""
    names = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.ispkg and not m.name.startswith("_")]
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def main() -> int:
    """Prints one table of measurements against their goals."""
    known = found()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run; default all: {', '.join(known)}")
    parser.add_argument("--check", action="store_true", help="exit status 1 when a goal is missed")
    given = parser.parse_args()
    asked = given.names or list(known)
    unknown = sorted(set(asked) - set(known))
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    rows: list[Row] = []
    for name in asked:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += known[name].run()
    print(markdown(rows))
    return int(given.check and any(row.kept is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
