"""The OpenAPI document: problem JSON for every error, ETag and If-Match where they apply."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem: what is wrong, where, and what to do.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {n: {"type": "string"} for n in ("field", "code", "message")},
            },
        },
    },
}
ALWAYS = {"401": "Not signed in, or the token is unknown, expired or revoked.", "429": "Too many calls."}
READS = {
    "400": "A filter or parameter is wrong.",
    "404": "There is nothing here that you may see.",
    "406": "Ask for application/json.",
}
WRITES = {
    "403": "Your function or the token's scope does not allow this.",
    "409": "The same identity exists with other content.",
    "412": "Somebody changed it after you read it.",
    "413": "Too large.",
    "415": "The body's media type is not accepted.",
    "422": "It cannot be done as things stand.",
    "428": "If-Match is missing.",
}


class Schema(AutoSchema):
    """Operation ids in the style ``buildings_list``; tags by resource."""

    def get_tags(self) -> list[str]:
        parts = self.path.removeprefix("/api/v1/").split("/")
        return [parts[0]]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "core.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made in the admin; it sees what its user sees.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "core.api.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


def document_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook: every operation names the errors it may answer with."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for path in result.get("paths", {}).values():
        for method, operation in path.items():
            wanted = {**ALWAYS, **READS, **(WRITES if method != "get" else {})}
            for code, text in wanted.items():
                operation["responses"].setdefault(code, _problem_response(text))
    return result


def _problem_response(text: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}
