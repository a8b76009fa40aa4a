"""Address of the building's file on paper."""

from django.urls import URLPattern, path

from portal.views import dossier

urlpatterns: list[URLPattern] = [
    path("buildings/<uuid:uuid>/dossier.pdf", dossier.dossier, name="building-dossier"),
]
