from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.base import Row, ScopedQuerySet
from registry.models.sight import sees_building

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User


class PlaceKind(models.TextChoices):
    UNIT = "unit", _("Unit (entrance)")
    FLOOR = "floor", _("Floor")
    PLACE = "place", _("Place")
    FLAT = "flat", _("Flat")


class Spot(models.TextChoices):
    """The short list of places that every floor, or the whole building, may have."""

    STAIRWELL = "stairwell", _("Stairwell")
    LIFT_LOBBY = "lift_lobby", _("Lift lobby")
    CORRIDOR = "corridor", _("Corridor")
    SHAFT = "shaft", _("Cable and pipe shaft")
    PLANT_ROOM = "plant_room", _("Plant room")
    ROOF = "roof", _("Roof")
    EXTERNAL_WALL = "external_wall", _("External wall")
    GARAGE = "garage", _("Underground garage")
    BASEMENT = "basement", _("Basement")


class PlaceQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(sees_building(user, "building__"))


class Place(Row):
    """A node of the location tree 部位 inside a building; it needs no model.

    ``label`` is what stands on the door or in the lift (``2``, ``B1``, ``401``); ``order`` sorts siblings, for labels
    skip numbers. A ``place`` has a ``spot`` instead, whose words come from the reader's language.
    """

    building = models.ForeignKey("registry.Building", models.PROTECT, related_name="places", verbose_name=_("building"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=PlaceKind.choices)
    label = models.CharField(_("label"), max_length=40, blank=True)
    spot = models.CharField(_("place"), max_length=20, choices=Spot.choices, blank=True)
    order = models.IntegerField(_("sort order"), default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["building", "order", "pk"]
        verbose_name = _("place in the building")
        verbose_name_plural = _("places in the building")
        constraints = [
            models.CheckConstraint(condition=~Q(label="") | ~Q(spot=""), name="place_has_words"),
            models.UniqueConstraint(
                fields=["building", "parent", "kind", "label", "spot"],
                condition=Q(parent__isnull=False),
                name="place_once_below_parent",
            ),
            models.UniqueConstraint(
                fields=["building", "kind", "label", "spot"],
                condition=Q(parent__isnull=True),
                name="place_once_at_top",
            ),
        ]

    def __str__(self) -> str:
        from registry.places import words_of

        return words_of(self)
