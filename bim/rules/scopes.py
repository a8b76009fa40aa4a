"""Which buildings a rule speaks of: the last one is all of them."""

from __future__ import annotations

SCOPES = ("residential", "public", "garage", "any")


def speaks_of(rule_scope: str, scope: str | None) -> bool:
    """Whether a rule holds for a building of ``scope`` (None: the use is unknown)."""
    return rule_scope in ("any", scope)
