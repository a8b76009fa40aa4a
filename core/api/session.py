from __future__ import annotations

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from core.scope import scope_of


class SessionSerializer(serializers.Serializer[object]):
    """Who is calling, what they are, and what the clock here says."""

    username = serializers.CharField()
    name = serializers.CharField()
    functions = serializers.ListField(child=serializers.CharField())
    csrf = serializers.CharField(help_text="For unsafe methods of a browser session; empty for tokens.")
    server_time = serializers.DateTimeField()
    default_pack = serializers.CharField()


@extend_schema(operation_id="session", responses=SessionSerializer)
@api_view(["GET"])
def session(request: Request) -> Response:
    """Who is calling; never cached. A browser takes its CSRF token from here."""
    body = {
        "username": request.user.get_username(),
        "name": str(request.user),
        "functions": sorted(scope_of(request.user).functions),
        "csrf": "" if request.auth else get_token(request._request),
        "server_time": timezone.now(),
        "default_pack": settings.DEFAULT_PACK,
    }
    return Response(body, headers={"Cache-Control": "no-store"})
