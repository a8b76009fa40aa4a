"""Which program made a result: the sources that read and judge, and the libraries below them.

The product's number does not change between two commits, the digest of its sources does: an old verdict can be
replayed, and a difference explained, only by what really ran.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUFFIXES = (".py", ".toml")
"""Code, and the tables that it reads."""
READER = ("facts.py", "read")
ELSEWHERE = (
    "admin", "api", "apps.py", "compare", "deliver.py", "glb.py", "hooks.py", "locale", "management", "migrations",
    "models", "packs", "panels.py", "plans", "progress.py", "sandboxed.py", "services", "summary.py", "templates",
)  # fmt: skip
"""What neither reads nor judges: pages, tables, pictures. Packs have fingerprints of their own."""
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
    """Of what makes a report of ``ModelFacts``."""
    return _digest(p.name for p in HERE.iterdir() if p.name not in (*READER, *ELSEWHERE))


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(names: Iterable[str]) -> str:
    found = hashlib.sha256()
    for path in sorted(p for name in names for p in _sources(HERE / name)):
        found.update(f"{path.relative_to(HERE).as_posix()}\0".encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:12]


def _sources(path: Path) -> list[Path]:
    files = path.rglob("*") if path.is_dir() else [path]
    return [p for p in files if p.suffix in SUFFIXES]
