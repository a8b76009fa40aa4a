"""Addresses of the portal. Map, model check and file of a building bring their own lists."""

from __future__ import annotations

from django.urls import path

from portal.check_urls import urlpatterns as check_addresses
from portal.dossier_urls import urlpatterns as dossier_addresses
from portal.map_urls import urlpatterns as map_addresses
from portal.views import building, buildings, files, hazard, hazards, home, imports, jobs, report, search

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("buildings/", buildings.buildings, name="buildings"),
    path("buildings/<uuid:uuid>/", building.building, name="building"),
    path("buildings/<uuid:uuid>/history/", building.building_history, name="building-history"),
    path("buildings/<uuid:uuid>/report/", report.hazard_report, name="hazard-report"),
    path("estates/<uuid:uuid>/", building.estate, name="estate"),
    path("hazards/", hazards.hazards, name="hazards"),
    path("hazards/<uuid:uuid>/", hazard.hazard, name="hazard"),
    path("hazards/<uuid:uuid>/acts/<slug:act>/", hazard.hazard_act, name="hazard-act"),
    path("orders/<uuid:uuid>.pdf", files.order_pdf, name="order-pdf"),
    path("photos/<slug:sha256>/", files.photo, name="photo"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:uuid>/", imports.import_batch, name="import"),
    path("imports/<uuid:uuid>/merge/", imports.import_merge, name="import-merge"),
    path("imports/<uuid:uuid>/rejected.csv", imports.import_rejects, name="import-rejects"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:uuid>/", jobs.job, name="job"),
    *check_addresses,
    *dossier_addresses,
    *map_addresses,
]
