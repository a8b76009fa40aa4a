"""A building with everything on file, and ways to read a PDF."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from portal.dossier.paper import Order
from registry.models import Building

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    """The Chinese of the paper comes from compiled catalogs, which are not in the repository."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "compile_messages.py"), "--quiet"], check=True)


@pytest.fixture
def deliver(tmp_path: Path, run_jobs: Any, settings: Any) -> Any:
    """Write a model with the given function, deliver it for the building and check it."""
    from bim.models import Check
    from bim.services.uploads import upload_model

    # No renewal of the lease beside the test's own transaction: SQLite has one writer.
    settings.JOB_LEASE_S = 3600

    def run(building: Building, actor: Any, write: Any, **params: Any) -> Check:
        path = tmp_path / "model.ifc"
        write(path)
        upload_model(actor=actor, building=building, chunks=[path.read_bytes()], name=path.name, params=params)
        run_jobs()
        return Check.objects.latest("pk")

    return run


def order_for(reader: Any, building: Building, language: str = "zh-hans") -> Order:
    return Order(reader, language, f"https://registry.example/buildings/{building.uuid}/")


def text_of(pdf: bytes) -> str:
    """Words of all pages without white space: the renderer breaks lines where it likes."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def fonts_of(pdf: bytes) -> set[str]:
    """Names of the embedded faces, without the prefix of their subset."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).rsplit("+", 1)[-1].lstrip("/"))
    return found
