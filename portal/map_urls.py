"""Addresses of the map: the page, its tiles, and the fragments beside it."""

from django.urls import URLPattern, path

from portal.views import map as views

urlpatterns: list[URLPattern] = [
    path("map/", views.city_map, name="map"),
    path("map/tiles/<int:z>/<int:x>/<int:y>.pbf", views.tile, name="map-tile"),
    path("map/base/<int:z>/<int:x>/<int:y>.pbf", views.base, name="map-base"),
    path("map/list/", views.listing, name="map-list"),
    path("map/card/<uuid:uuid>/", views.card, name="map-card"),
]
