"""Who calls: the columns of the table of routes."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from core.models import User
from tests.api.world import World


def browser(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.cookies["language"] = "en"
    return client


def program(token: str) -> Client:
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


CALLERS: dict[str, Callable[[World], Client]] = {
    "anonymous": lambda world: Client(raise_request_exception=False),
    "viewer": lambda world: browser(world.a.viewer),
    "officer": lambda world: browser(world.a.town.officer),
    "inspector": lambda world: browser(world.a.town.inspector),
    "reader": lambda world: program(world.a.tokens["read"]),
    "writer": lambda world: program(world.a.tokens["write"]),
    "foreign": lambda world: browser(world.b.town.officer),
}
"""``reader`` and ``writer``: tokens of the property manager, to read and to write. ``foreign``: officer elsewhere."""
