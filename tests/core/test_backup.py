"""Backup and restore into emptiness, as an operator does it: by commands, in folders of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILL = """
import django; django.setup()
from core.services import files, history
from django.db import transaction
from tests.factories.buildings import make_building
from tests.factories.people import make_member
building = make_building(name="听松苑3号楼")
files.store_bytes(b"a report", media_type="text/plain")
with transaction.atomic():
    history.record(actor=make_member("officer", area=building.area), subject=building, kind="noted", data={"n": 1})
"""


class House:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.database = folder, folder / "db.sqlite3"
        own = {"VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{self.database}", "SECRET_KEY": "x" * 50}
        self.env = {**os.environ, **own, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, *command]
        return subprocess.run(whole, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=120, check=False)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *command)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Path]:
    """A house with a building, a file and a history, and its backup."""
    base = tmp_path_factory.mktemp("backup")
    house = House(base / "old")
    assert house.manage("migrate", "-v0").returncode == 0
    assert house.run("-c", FILL).returncode == 0
    done = house.manage("backup", str(base / "copy"))
    assert done.returncode == 0, done.stderr
    return house, base / "copy"


def damaged(copy: Path, tmp_path: Path) -> Path:
    target = tmp_path / "damaged"
    subprocess.run(["cp", "-r", str(copy), str(target)], check=True)
    return target


def test_a_restored_house_has_the_same_rows_files_and_history(made: tuple[House, Path], tmp_path: Path) -> None:
    old, copy = made
    new = House(tmp_path / "new")
    done = new.manage("restore", str(copy))
    assert done.returncode == 0, done.stderr
    for command in ("verify_history", "verify_files"):
        told = [house.manage(command) for house in (old, new)]
        assert [t.returncode for t in told] == [0, 0] and told[0].stdout == told[1].stdout
    asked = "import django; django.setup()\nfrom registry.models import Building as B\nprint(*B.objects.values('uuid'))"
    assert old.run("-c", asked).stdout == new.run("-c", asked).stdout != ""


def test_a_restore_over_something_is_refused(made: tuple[House, Path]) -> None:
    old, copy = made
    done = old.manage("restore", str(copy))
    assert done.returncode == 1 and "not empty" in done.stderr and "Traceback" not in done.stderr


def test_a_second_backup_into_the_same_folder_is_refused(made: tuple[House, Path]) -> None:
    old, copy = made
    assert "not empty" in old.manage("backup", str(copy)).stderr


def spoil_database(copy: Path) -> None:
    path = copy / "database.sqlite3"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def spoil_file(copy: Path) -> None:
    next((copy / "files").iterdir()).write_bytes(b"another report")


def lose_file(copy: Path) -> None:
    next((copy / "files").iterdir()).unlink()


def lose_manifest(copy: Path) -> None:
    (copy / "manifest.json").unlink()


def swap_history(copy: Path) -> None:
    path = copy / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "chains_digest": "0" * 64}))


@pytest.mark.parametrize("spoil", [spoil_database, spoil_file, lose_file, lose_manifest, swap_history])
def test_a_damaged_backup_is_refused(made: tuple[House, Path], tmp_path: Path, spoil) -> None:
    copy = damaged(made[1], tmp_path)
    spoil(copy)
    done = House(tmp_path / "new").manage("restore", str(copy))
    assert done.returncode == 1 and done.stderr.startswith("CommandError: ") and "Traceback" not in done.stderr
