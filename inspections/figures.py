"""What was found, in words with figures: measured against limit, the element, the storey."""

from __future__ import annotations

from django.utils.translation import gettext as _

from inspections.models import Hazard


def figure(value: float, unit: str) -> str:
    """Two decimals for lengths, whole numbers as such; a thin space before the unit."""
    number = f"{value:.0f}" if unit not in {"m", "m2", "s"} and value == int(value) else f"{value:.2f}"
    return f"{number}\u202f{unit}" if unit else number


def found_words(hazard: Hazard) -> str:
    """Title, then figures and element where a model check measured them, then the description."""
    parts = [hazard.label]
    if hazard.measured is not None and hazard.limit is not None:
        parts.append(
            _("Measured %(measured)s, limit %(limit)s.")
            % {"measured": figure(hazard.measured, hazard.unit), "limit": figure(hazard.limit, hazard.unit)}
        )
    if hazard.subject_guid:
        parts.append(
            _("Element %(name)s (GlobalId %(guid)s).")
            % {"name": hazard.subject_name or "–", "guid": hazard.subject_guid}
        )
    if hazard.description:
        parts.append(hazard.description)
    return "\n".join(parts)
