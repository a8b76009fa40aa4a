from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    """Facts are read in Chinese too: the catalogs must be compiled, as set-up does."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "compile_messages.py"), "--quiet"], check=True)
