"""Addresses of the API. Each app lists its viewsets; this file only puts them on one router."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from bim.api.urls import urlpatterns as bim_paths
from bim.api.urls import viewsets as bim_viewsets
from core.api.urls import urlpatterns as core_paths
from core.api.urls import viewsets as core_viewsets
from inspections.api.urls import urlpatterns as inspections_paths
from inspections.api.urls import viewsets as inspections_viewsets
from registry.api.urls import urlpatterns as registry_paths
from registry.api.urls import viewsets as registry_viewsets

router = SimpleRouter(use_regex_path=False)
for name, viewset in [*core_viewsets, *registry_viewsets, *bim_viewsets, *inspections_viewsets]:
    router.register(name, viewset, basename=name)

v1 = [
    *core_paths,
    *registry_paths,
    *bim_paths,
    *inspections_paths,
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    *router.urls,
]
urlpatterns = [path("v1/", include(v1)), path("docs/", include("core.api.docs"))]
