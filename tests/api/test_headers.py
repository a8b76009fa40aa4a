"""Headers of every answer, and Django's own check of a production-like installation."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.callers import CALLERS
from tests.api.routes import addresses, path_for
from tests.api.test_routes import no_paper as no_paper
from tests.api.world import World

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("map/tiles/", "map/base/", "photos/", "api/v1/photos/", "model.glb", "report.json", "/report/", "/file/")
"""Addresses whose answers a browser may keep for this reader: tiles (asked for anew each time) and named by hash."""


@pytest.mark.parametrize("caller", ["anonymous", "officer"])
def test_headers_of_every_address(world: World, no_paper: None, caller: str) -> None:
    client, wrong = CALLERS[caller](world), []
    for address in addresses():
        if address == "admin/logout/":
            continue
        answer = client.get(path_for(address, world.a))
        policy = answer.headers.get("Content-Security-Policy", "")
        cached = answer.headers.get("Cache-Control", "")
        marked = any(part in address for part in KEPT) or address.endswith("rejected.csv")
        facts = {
            "no policy": not policy,
            "frames": "frame-ancestors 'none'" not in policy and "sandbox" not in policy,
            "scripts from anywhere": "script-src" in policy and "*" in policy,
            "inline scripts": "'unsafe-inline'" in policy.split("script-src", 1)[-1].split(";")[0],
            "eval outside the admin": "'unsafe-eval'" in policy and not address.startswith("admin/"),
            "sniffing": answer.headers.get("X-Content-Type-Options") != "nosniff",
            "framing": answer.headers.get("X-Frame-Options") != "DENY",
            "referrer": answer.headers.get("Referrer-Policy") != "same-origin",
            "opener": answer.headers.get("Cross-Origin-Opener-Policy") != "same-origin",
            "kept by caches": "no-store" not in cached and not (marked and "private" in cached),
        }
        wrong += [f"{address}: {name}" for name, is_wrong in facts.items() if is_wrong]
    assert wrong == []


def test_a_production_like_installation_passes_the_deployment_check(tmp_path: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    production = {
        **kept,
        "SECRET_KEY": "x9-" + "ab3Kq7" * 12,
        "ALLOWED_HOSTS": "registry.example",
        "VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=production, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    careless = subprocess.run(
        command, cwd=ROOT, env={**production, "HTTPS": "0"}, capture_output=True, text=True, timeout=60
    )
    assert careless.returncode != 0 and "security.W008" in careless.stderr, "the check must be able to fail"
