"""``var/demo.json``: address, logins and the manager's token, for people and programs that try the demo."""

from __future__ import annotations

import json
import os
from typing import Any

from django.conf import settings

from core.models import TokenScope, User
from core.services import tokens
from seeds.demo.people import LOGINS, password


def write_logins(people: dict[str, User], url: str) -> None:
    """Write ``demo.json.new`` (mode 600); ``make run`` puts it in place once the program answers."""
    if not url:
        return
    token = _manager_token(people["manager"])
    logins = [
        {
            "username": login.username,
            "password": password(login.username),
            "role": f"{login.name} · {login.name_en}",
            "token": token if login.username == "manager" else None,
        }
        for login in LOGINS
        if login.printed
    ]
    path = settings.VAR_DIR / "demo.json.new"
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        json.dump({"url": url, "logins": logins}, target, ensure_ascii=False, indent=2)


def _manager_token(manager: User) -> str:
    """The token of the last start where it still works, else a new one."""
    path = settings.VAR_DIR / "demo.json"
    for login in _read(path):
        text = login.get("token")
        found = tokens.find(text) if text else None
        if found is not None and found.user_id == manager.pk:
            return str(text)
    return tokens.issue(actor=manager, user=manager, name="demo", scope=TokenScope.WRITE)[1]


def _read(path: Any) -> list[dict[str, Any]]:
    try:
        return list(json.loads(path.read_text("utf-8"))["logins"])
    except (OSError, ValueError, KeyError):
        return []
