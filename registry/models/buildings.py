from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.base import ScopedQuerySet, Versioned
from registry.models.choices import Stage, Structure, Use, YearPrecision
from registry.models.labels import in_reader_language
from registry.models.sight import sees_building
from registry.quad import quad_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class BuildingQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Buildings below the person's areas, and those their organisations answer for today."""
        return self.filter(sees_building(user))


class Building(Versioned):
    """A building 房屋(楼栋) and the accepted values 采信值 of its file.

    Coordinates are degrees in lon/lat order, CGCS2000 or WGS 84 (equal for a registry). ``footprint`` holds the
    ``coordinates`` of a GeoJSON polygon. ``area_path``, the box and ``quad`` are derived and set by ``derive``.
    """

    history_type = "building"

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    address_en = models.CharField(_("English address"), max_length=300, blank=True)
    area = models.ForeignKey("core.Area", models.PROTECT, related_name="buildings", verbose_name=_("area"))
    area_path = models.CharField(max_length=48, editable=False)
    estate = models.ForeignKey(
        "registry.Estate", models.PROTECT, null=True, blank=True, related_name="buildings", verbose_name=_("estate")
    )
    stage = models.CharField(_("life-cycle stage"), max_length=20, choices=Stage.choices, default=Stage.IN_USE)
    year_built = models.PositiveSmallIntegerField(_("year built"), null=True, blank=True)
    year_precision = models.CharField(
        _("precision of the year"), max_length=10, choices=YearPrecision.choices, blank=True
    )
    use = models.CharField(_("use"), max_length=20, choices=Use.choices, blank=True)
    structure = models.CharField(_("structure"), max_length=20, choices=Structure.choices, blank=True)
    storeys_above = models.PositiveSmallIntegerField(_("storeys above ground"), null=True, blank=True)
    storeys_below = models.PositiveSmallIntegerField(_("storeys below ground"), null=True, blank=True)
    height_m = models.FloatField(_("height (m)"), null=True, blank=True)
    dwellings = models.PositiveIntegerField(_("dwellings"), null=True, blank=True)
    floor_area_m2 = models.FloatField(_("floor area (m²)"), null=True, blank=True)
    fire_grade = models.PositiveSmallIntegerField(_("fire-resistance grade"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    footprint = models.JSONField(_("footprint"), null=True, blank=True)
    min_lon = models.FloatField(null=True, editable=False)
    min_lat = models.FloatField(null=True, editable=False)
    max_lon = models.FloatField(null=True, editable=False)
    max_lat = models.FloatField(null=True, editable=False)
    quad = models.BigIntegerField(null=True, editable=False, db_index=True)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        indexes = [models.Index(fields=["area_path", "id"], name="building_area_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__isnull=False, lat__isnull=False, lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="building_lon_lat",
            ),
            models.CheckConstraint(
                condition=Q(fire_grade__isnull=True) | Q(fire_grade__gte=1, fire_grade__lte=4),
                name="building_fire_grade",
            ),
            models.CheckConstraint(
                condition=Q(height_m__isnull=True) | Q(height_m__gt=0), name="building_height_positive"
            ),
            models.CheckConstraint(
                condition=Q(floor_area_m2__isnull=True) | Q(floor_area_m2__gt=0), name="building_floor_area_positive"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="building_stage_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_reader_language(self.name, self.name_en)

    @property
    def address_label(self) -> str:
        return in_reader_language(self.address, self.address_en)

    def derive(self) -> None:
        """Set what follows from other columns: path of the area, box of the footprint (or point), Morton code."""
        self.area_path = self.area.path
        points = self.footprint[0] if self.footprint else []
        if not points and self.lon is not None and self.lat is not None:
            points = [(self.lon, self.lat)]
        if not points:
            self.min_lon = self.min_lat = self.max_lon = self.max_lat = self.quad = None
            return
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        self.min_lon, self.max_lon, self.min_lat, self.max_lat = min(lons), max(lons), min(lats), max(lats)
        if self.lon is None or self.lat is None:
            self.lon, self.lat = (self.min_lon + self.max_lon) / 2, (self.min_lat + self.max_lat) / 2
        self.quad = quad_of(self.lon, self.lat)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
