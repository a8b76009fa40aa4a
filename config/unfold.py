"""Theme of the admin: our tokens in its colour slots, navigation in the order of the portal's rail."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

_BASE = ["f2f5f5", "e9eeee", "d3dbdb", "b9c5c6", "a0aeb0", "566567", "3f4e4f", "2f3c3f", "1f2a2c", "161f21", "0e1516"]
_PRIMARY = [
    "eef4fc",
    "e4eefa",
    "c5dbf5",
    "b3d4f9",
    "86b9f3",
    "4a8cd8",
    "14549c",
    "0d3f78",
    "0b3361",
    "0a2a50",
    "06182b",
]
_STEPS = ["50", "100", "200", "300", "400", "500", "600", "700", "800", "900", "950"]


def _ramp(values: list[str]) -> dict[str, str]:
    return {step: f"#{value}" for step, value in zip(_STEPS, values, strict=True)}


def _sheet(name: str) -> Any:
    return lambda request: static(f"app/css/{name}")


def _item(title: Any, icon: str, link: Any) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": link}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Building Safety Registry"),
    "SITE_HEADER": _("Building Safety Registry"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "door_open",
    "BORDER_RADIUS": "3px",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "COLORS": {"base": _ramp(_BASE), "primary": _ramp(_PRIMARY)},
    "STYLES": [_sheet("tokens.css"), _sheet("components.css"), _sheet("admin.css")],
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "title": _("Work"),
                "items": [
                    _item(_("Home"), "home", "/#home"),  # a plain "/" would count as current everywhere
                    _item(_("Map"), "map", reverse_lazy("map")),
                    _item(_("Buildings"), "apartment", reverse_lazy("buildings")),
                    _item(_("Hazards"), "warning", reverse_lazy("hazards")),
                    _item(_("Imports"), "download", reverse_lazy("imports")),
                ],
            },
            {
                "title": _("Records"),
                "items": [
                    _item(_("Areas"), "account_tree", reverse_lazy("admin:core_area_changelist")),
                    _item(_("Organisations"), "domain", reverse_lazy("admin:core_organisation_changelist")),
                    _item(_("Estates"), "location_city", reverse_lazy("admin:registry_estate_changelist")),
                    _item(_("Buildings"), "apartment", reverse_lazy("admin:registry_building_changelist")),
                    _item(_("Responsibilities"), "handshake", reverse_lazy("admin:registry_responsibility_changelist")),
                    _item(_("Elevators"), "elevator", reverse_lazy("admin:registry_elevator_changelist")),
                    _item(_("BIM models"), "deployed_code", reverse_lazy("admin:bim_modelversion_changelist")),
                    _item(_("Hazards"), "warning", reverse_lazy("admin:inspections_hazard_changelist")),
                ],
            },
            {
                "title": _("People"),
                "items": [
                    _item(_("Users"), "person", reverse_lazy("admin:core_user_changelist")),
                    _item(_("Memberships"), "badge", reverse_lazy("admin:core_membership_changelist")),
                    _item(_("API tokens"), "key", reverse_lazy("admin:core_apitoken_changelist")),
                    _item(_("Jobs"), "pending_actions", reverse_lazy("admin:core_job_changelist")),
                ],
            },
        ],
    },
}
