"""Readers of environment variables, with errors that name the variable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else is an error that names the variable."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise SystemExit(f"{name} is {raw!r}: give 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number, ``default`` where unset."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdigit():
        raise SystemExit(f"{name} is {raw!r}: give a whole number.")
    return int(raw)


def names(name: str) -> list[str]:
    """A comma-separated list, empty where unset."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def secret_key(var_dir: Path) -> tuple[str, bool]:
    """The signing key and whether it is a lasting one.

    From ``SECRET_KEY``, else from ``var/secret_key`` (made by set-up), else a fresh one for this process only: enough
    for commands, refused for serving.
    """
    if key := os.environ.get("SECRET_KEY"):
        return key, True
    path = var_dir / "secret_key"
    if path.is_file() and (key := path.read_text("ascii").strip()):
        return key, True
    return secrets.token_urlsafe(48), False
