"""RFC 9457 problem JSON for every error of the API: ``{type, title, status, code, detail, errors: [{field, …}]}``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from core.api.renderers import ProblemJson
from core.errors import Conflict, DomainError, NotAllowed, Stale

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    410: "Gone",
    412: "Changed by somebody else",
    413: "Too large",
    415: "Unsupported media type",
    422: "Cannot be done",
    428: "If-Match is missing",
    429: "Too many requests",
    500: "Error in the program",
    503: "Unavailable for a moment",
}


class PreconditionRequired(exceptions.APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "Send If-Match with the ETag that you read, so that nobody's change is overwritten."
    default_code = "precondition_required"


def handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. Unknown exceptions go on to Django (and become a logged 500)."""
    answer = _answer(exc)
    if answer is None:
        return None
    code, body, headers = answer
    response = Response(body, status=code, headers=headers, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response


def problem(code: int, detail: str, *, kind: str = "", errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": detail}
    body["code"] = kind or TITLES.get(code, "error").lower().replace(" ", "_")
    if errors:
        body["errors"] = errors
    return body


def page(request: HttpRequest, code: int, detail: str) -> HttpResponse:
    """The same for errors that never reach a view of the API (unknown address, failure outside of DRF)."""
    return HttpResponse(
        ProblemJson().render(problem(code, detail)), status=code, content_type="application/problem+json"
    )


def _answer(exc: Exception) -> tuple[int, dict[str, Any], dict[str, str]] | None:
    if isinstance(exc, Http404):
        return 404, problem(404, "There is nothing here that you may see."), {}
    if isinstance(exc, (PermissionDenied, NotAllowed)):
        return 403, problem(403, str(exc) or "Your function does not allow this.", kind=getattr(exc, "code", "")), {}
    if isinstance(exc, Stale):
        return 412, problem(412, str(exc), kind="stale"), {}
    if isinstance(exc, Conflict):
        return 409, problem(409, str(exc), kind=exc.code), {}
    if isinstance(exc, DomainError):
        errors = [{"field": exc.field, "code": exc.code, "message": str(exc)}] if exc.field else None
        return 422, problem(422, str(exc), kind=exc.code, errors=errors), {}
    if isinstance(exc, exceptions.ValidationError):
        errors = list(_fields(exc.get_full_details(), ""))
        return (
            400,
            problem(
                400,
                "; ".join(f"{e['field']}: {e['message']}" if e["field"] else e["message"] for e in errors),
                kind="invalid",
                errors=errors,
            ),
            {},
        )
    if isinstance(exc, exceptions.APIException):
        return exc.status_code, problem(exc.status_code, str(exc.detail), kind=str(exc.get_codes())), _headers(exc)
    return None


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    return headers


def _fields(details: Any, path: str) -> Iterator[dict[str, str]]:
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"field": path, "code": str(details["code"]), "message": str(details["message"])}
    elif isinstance(details, dict):
        for name, inner in details.items():
            step = "" if name == "non_field_errors" else str(name)
            yield from _fields(inner, ".".join(part for part in (path, step) if part))
    elif isinstance(details, list):
        for inner in details:
            yield from _fields(inner, path)
