from __future__ import annotations

from typing import Any

from django.urls import path

from core.api.resources import AreaViewSet, JobViewSet, OrganisationViewSet
from core.api.session import session

viewsets: list[tuple[str, Any]] = [
    ("areas", AreaViewSet),
    ("organisations", OrganisationViewSet),
    ("jobs", JobViewSet),
]
urlpatterns = [path("session/", session, name="session")]
