"""API tokens: made once, shown once, stored as a hash, revocable at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from django.db import transaction
from django.utils import timezone

from core.models import ApiToken, TokenScope, User
from core.services import history

MARK = "bsr"
"""First part of every token, so that scanners of source code recognise a leaked one."""


@transaction.atomic
def issue(
    *,
    actor: User,
    user: User,
    name: str,
    scope: str = TokenScope.READ,
    days: int = 365,
    expires_at: dt.datetime | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its text, which exists nowhere else from then on."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"{MARK}_{prefix}_{secret}"
    expires = expires_at or timezone.now() + dt.timedelta(days=days)
    token = ApiToken.objects.create(
        user=user, name=name, prefix=prefix, digest=_digest(text), scope=scope, expires_at=expires
    )
    data = {"name": name, "prefix": prefix, "scope": scope, "expires_at": expires}
    history.record(actor=actor, subject=user, kind="apitoken.issued", data=data)
    return token, text


def find(text: str) -> ApiToken | None:
    """The living token with this text, else None. Looked up by prefix, compared in constant time."""
    parts = text.split("_", 2)
    if len(parts) != 3 or parts[0] != MARK:
        return None
    token = ApiToken.objects.select_related("user").filter(prefix=parts[1]).first()
    if token is None or not hmac.compare_digest(token.digest, _digest(text)):
        return None
    alive = token.revoked_at is None and token.expires_at > timezone.now() and token.user.is_active
    return token if alive else None


def touch(token: ApiToken) -> None:
    """Note the use, at most once a minute."""
    now = timezone.now()
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() > 60:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


@transaction.atomic
def revoke(*, actor: User, token: ApiToken) -> None:
    """End a token for good. A second time changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        history.record(actor=actor, subject=token.user, kind="apitoken.revoked", data={"prefix": token.prefix})


def _digest(text: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(text.encode()).hexdigest()
