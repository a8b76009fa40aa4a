"""Facts that a building's file may hold: their names, labels and units. The first group has columns on ``Building``."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.models.choices import Stage, Structure, Use, YearPrecision


@dataclass(frozen=True, slots=True)
class Field:
    """``column``: attribute of Building, or ``""`` for a fact kept as observations only. ``choices``: code -> label."""

    name: str
    label: str | Promise
    column: str = ""
    unit: str = ""
    choices: dict[str, str | Promise] | None = None


YES_NO: dict[str, str | Promise] = {"yes": _("Yes"), "no": _("No")}
SEISMIC_DEVICE: dict[str, str | Promise] = {"damped": _("Damped"), "isolated": _("Isolated"), "none": _("None")}
PROTECTED: dict[str, str | Promise] = {
    "none": _("Not protected"),
    "national": _("National heritage"),
    "provincial": _("Provincial heritage"),
    "local": _("City or county heritage"),
    "historic": _("Historic building"),
}
FIRE_GRADE: dict[str, str | Promise] = {"1": _("Grade 1"), "2": _("Grade 2"), "3": _("Grade 3"), "4": _("Grade 4")}
"""Fire-resistance grades; the value itself is a whole number."""
STRUCTURE_DETAIL: dict[str, str | Promise] = {
    "bottom_frame": _("Frame with shear walls at the bottom"),
    "inner_frame": _("Inner frame"),
    "frame": _("Frame"),
    "single_bay_frame": _("Single-bay frame"),
    "frame_wall": _("Frame with shear walls"),
    "shear_wall": _("Shear walls"),
    "other": _("Other"),
}


def _choices(of: type[Stage | Structure | Use | YearPrecision]) -> dict[str, str | Promise]:
    return {str(value): label for value, label in of.choices}


COLUMNS = [
    Field("name", _("name"), "name"),
    Field("name_en", _("English name"), "name_en"),
    Field("address", _("address"), "address"),
    Field("address_en", _("English address"), "address_en"),
    Field("estate_name", _("estate"), "estate"),
    Field("location", _("coordinates"), "lon"),
    Field("use", _("use"), "use", choices=_choices(Use)),
    Field("year_built", _("year built"), "year_built"),
    Field("year_precision", _("precision of the year"), "year_precision", choices=_choices(YearPrecision)),
    Field("structure", _("structure"), "structure", choices=_choices(Structure)),
    Field("storeys_above", _("storeys above ground"), "storeys_above"),
    Field("storeys_below", _("storeys below ground"), "storeys_below"),
    Field("height_m", _("height"), "height_m", "m"),
    Field("dwellings", _("dwellings"), "dwellings"),
    Field("floor_area_m2", _("floor area"), "floor_area_m2", "m²"),
    Field("fire_grade", _("fire-resistance grade"), "fire_grade"),
    Field("footprint", _("footprint"), "footprint"),
]
OTHERS = [
    Field("owner_name", _("owner")),
    Field("title_registered", _("title registered"), choices=YES_NO),
    Field("structure_detail", _("structure, second level"), choices=STRUCTURE_DETAIL),
    Field("seismic_device", _("seismic damping or isolation"), choices=SEISMIC_DEVICE),
    Field("protected", _("protected building"), choices=PROTECTED),
    Field("professionally_built", _("professionally designed and built"), choices=YES_NO),
    Field("altered", _("altered"), choices=YES_NO),
    Field("altered_year", _("year of the alteration")),
    Field("seismic_retrofit", _("seismic retrofit"), choices=YES_NO),
    Field("seismic_retrofit_year", _("year of the seismic retrofit")),
    Field("visible_damage", _("visible cracks, deformation or tilt"), choices=YES_NO),
    Field("managed", _("has a property manager"), choices=YES_NO),
    Field("manager_name", _("property manager")),
    Field("elevators_counted", _("number of lifts")),
    Field("surveyor", _("surveyor")),
    Field("surveyed_on", _("surveyed on")),
]
FIELDS: dict[str, Field] = {f.name: f for f in [*COLUMNS, *OTHERS]}
COLUMN_FIELDS = {f.name for f in COLUMNS}


def shown(name: str, value: object) -> str:
    """A value in the reader's words, with its unit; empty for nothing."""
    field = FIELDS.get(name)
    if value is None or value == "":
        return ""
    if field is None:
        return str(value)
    if field.choices and str(value) in field.choices:
        return str(field.choices[str(value)])
    if name == "fire_grade" and str(value) in FIRE_GRADE:
        return str(FIRE_GRADE[str(value)])
    if name == "location" and isinstance(value, list):
        return ", ".join(f"{float(part):.6f}" for part in value)
    text = f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    return f"{text} {field.unit}".strip()
