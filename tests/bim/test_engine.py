"""Which program made a result: the digest follows what reads and judges, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bim import engine


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's sources at another place, free to be changed."""
    shutil.copytree(engine.HERE, tmp_path / "bim", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(engine, "HERE", tmp_path / "bim")
    forget()
    yield tmp_path / "bim"
    forget()


def forget() -> None:
    engine.reader.cache_clear()
    engine.checker.cache_clear()


@pytest.mark.parametrize(
    ("file", "reader", "checker"),
    [
        ("read/doors.py", True, False),
        ("facts.py", True, False),
        ("egress/analyse.py", False, True),
        ("rules/evaluate.py", False, True),
        ("report.py", False, True),
        ("check_reviews.py", False, True),
        ("quality/catalogue.toml", False, True),
        ("services/checking.py", False, False),
        ("plans/svg.py", False, False),
        ("packs/gb50016-2018.toml", False, False),
    ],
)
def test_a_change_of_the_sources_shows_where_it_matters(copy: Path, file: str, reader: bool, checker: bool) -> None:
    before = engine.reader(), engine.checker()
    forget()
    path = copy / file
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
    after = engine.reader(), engine.checker()
    assert [a != b for a, b in zip(before, after, strict=True)] == [reader, checker]


def test_the_place_and_the_line_ends_of_a_checkout_do_not_matter(copy: Path) -> None:
    before = engine.checker()
    forget()
    path = copy / "report.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert engine.checker() == before


def test_libraries_are_named_with_their_versions() -> None:
    assert set(engine.engine()) == {"reader", "checker", *engine.LIBRARIES}
    assert all(engine.engine().values())
