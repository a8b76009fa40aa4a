"""Errors that services raise. Pages show the sentence, the API turns them into problem JSON."""

from __future__ import annotations


class DomainError(Exception):
    """What was asked cannot be done as things stand. The sentence says what is wrong and what to do (HTTP 422)."""

    def __init__(self, message: str, *, code: str = "not_possible", field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.field = field


class NotAllowed(DomainError):
    """This person's functions do not allow it here (HTTP 403)."""

    def __init__(self, message: str, *, code: str = "not_allowed") -> None:
        super().__init__(message, code=code)


class Conflict(DomainError):
    """The same identity exists with other content (HTTP 409)."""


class Stale(DomainError):
    """Somebody changed the row after it was read (HTTP 412)."""

    def __init__(
        self, message: str = "Somebody changed this after you read it. Read it again and repeat your change."
    ) -> None:
        super().__init__(message, code="stale")
