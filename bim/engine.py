"""Which program made a result: the sources that read and judge, and the libraries below them.

The product's number does not change between two commits, the digest of its sources does: an old verdict can be
replayed, and a difference explained, only by what really ran.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
READER = ("facts.py", "read")
CHECKER = (
    "check.py",
    "check_reviews.py",
    "egress",
    "fingerprints.py",
    "found_quality.py",
    "geometry",
    "match.py",
    "report.py",
    "report_rows.py",
    "rules",
    "space_uses.py",
)
LIBRARIES = ("ifcopenshell", "numpy", "scipy", "shapely")


def engine() -> dict[str, str]:
    """``reader`` and ``checker`` (twelve digits of the SHA-256 of their sources) and the libraries' versions."""
    return {"reader": reader(), "checker": checker(), **{name: _version(name) for name in LIBRARIES}}


@cache
def reader() -> str:
    """Of what makes ``ModelFacts`` of a file."""
    return f"{_digest(READER)}/ifcopenshell-{_version('ifcopenshell')}"


@cache
def checker() -> str:
    """Of what makes a report of ``ModelFacts``; packs have a fingerprint of their own."""
    return _digest(CHECKER)


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(names: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for path in sorted(p for name in names for p in _sources(HERE / name)):
        found.update(f"{path.relative_to(HERE).as_posix()}\0".encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:12]


def _sources(path: Path) -> list[Path]:
    return [path] if path.suffix == ".py" else list(path.rglob("*.py"))
