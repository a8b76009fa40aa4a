from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator


@login_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The API for people: every operation with its parameters, read from the same document as programs get."""
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    operations = [
        {"path": address, "method": method.upper(), **operation}
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "core/api_docs.html", {"info": document["info"], "operations": operations})


urlpatterns = [path("", docs, name="api-docs")]
