"""Closed vocabularies of the building file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Life-cycle stage of a building. A demolished building keeps its file."""

    PLANNED = "planned", _("Planned")
    UNDER_CONSTRUCTION = "under_construction", _("Under construction")
    IN_USE = "in_use", _("In use")
    UNDER_RENOVATION = "under_renovation", _("Under renovation")
    VACATED = "vacated", _("Vacated")
    DEMOLISHED = "demolished", _("Demolished")


class Use(models.TextChoices):
    """What the building is used for; the same words as in rule packs and check parameters."""

    RESIDENTIAL = "residential", _("Residential")
    OFFICE = "office", _("Office")
    RETAIL = "retail", _("Retail")
    HOTEL = "hotel", _("Hotel")
    EXHIBITION = "exhibition", _("Exhibition")
    ASSEMBLY = "assembly", _("Assembly")
    ENTERTAINMENT = "entertainment", _("Entertainment")
    TEACHING = "teaching", _("Teaching")
    KINDERGARTEN = "kindergarten", _("Kindergarten")
    ELDERLY_CARE = "elderly_care", _("Elderly care")
    MEDICAL_WARD = "medical_ward", _("Medical ward")
    MEDICAL_OTHER = "medical_other", _("Other medical")
    INDUSTRIAL = "industrial", _("Industrial")
    STORAGE = "storage", _("Storage")
    PARKING = "parking", _("Parking")


class Structure(models.TextChoices):
    """First level of the census' structure types; the second level is an observation (``structure_detail``)."""

    MASONRY = "masonry", _("Masonry")
    CONCRETE = "concrete", _("Reinforced concrete")
    STEEL = "steel", _("Steel")
    TIMBER = "timber", _("Timber")
    EARTH_TIMBER = "earth_timber", _("Earth and timber")
    MIXED = "mixed", _("Mixed structure")
    CAVE = "cave", _("Cave dwelling")
    OTHER = "other", _("Other structure")


class YearPrecision(models.TextChoices):
    """How well the year of construction is known."""

    EXACT = "exact", _("Exact year")
    DECADE = "decade", _("Decade")
    PERIOD = "period", _("Period of the survey form")
    ESTIMATE = "estimate", _("Estimate")


class Source(models.TextChoices):
    """Where an observed value comes from. Which source wins: ``registry.facts``."""

    OFFICER = "officer", _("Officer's decision")
    INSPECTION = "inspection", _("Inspection")
    MODEL = "model", _("BIM model")
    CENSUS = "census", _("Census")
    IMPORT = "import", _("Data import")
    OWNER = "owner", _("Owner or manager")


class Role(models.TextChoices):
    """In what capacity an organisation answers for a building."""

    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Property manager")
    MAINTAINER = "maintainer", _("Maintenance firm")
    APPRAISER = "appraiser", _("Appraisal body")
    ACCOUNTABLE = "accountable", _("Person responsible for safe use")
