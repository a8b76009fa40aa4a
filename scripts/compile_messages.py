"""Compile every catalog ``<app>/locale/**/django.po`` to the ``.mo`` beside it. Needs no gettext tools, no Django.

Usage: ``compile_messages.py [--quiet]``. What is up to date is left alone, so that a second run costs nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "registry", "bim", "inspections", "portal", "seeds")


def catalogs(root: Path = ROOT) -> list[Path]:
    """All catalogs of the product, in a fixed order."""
    return sorted(path for app in APPS for path in (root / app / "locale").rglob("*.po"))


def compile_one(source: Path) -> bool:
    """Write the ``.mo``; False when it is newer than its source. Raises OSError with the line of a syntax error."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    # Through a name of its own: a server that starts meanwhile never reads half a catalog.
    waiting = target.with_suffix(".mo.new")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(waiting))
    waiting.replace(target)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description="Compile translations. Example: scripts/compile_messages.py")
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    quiet = parser.parse_args().quiet
    for source in catalogs():
        try:
            done = compile_one(source)
        except (OSError, ValueError) as problem:
            print(f"{source.relative_to(ROOT)}: {problem}. Correct this line and run again.", file=sys.stderr)
            return 1
        if done and not quiet:
            print(f"compiled {source.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
