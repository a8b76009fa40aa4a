"""The words of a place: ``2单元 4层 楼梯间`` or ``Unit 2, floor 4, stairwell``, the same in page, API and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from registry.models.places import Place


def words_of(place: Place) -> str:
    """From the outside in. Reads the parents, at most three of them."""
    words: list[str] = []
    node: Place | None = place
    while node is not None:
        words.insert(0, own_words(node.kind, node.label, node.spot))
        node = node.parent
    return " ".join(words)


def own_words(kind: str, label: str, spot: str) -> str:
    """One node without its parents."""
    from registry.models.places import PlaceKind, Spot

    if kind == PlaceKind.UNIT:
        return _("Unit %(label)s") % {"label": label}
    if kind == PlaceKind.FLOOR:
        return _("Floor %(label)s") % {"label": label}
    if kind == PlaceKind.FLAT:
        return _("Flat %(label)s") % {"label": label}
    return str(Spot(spot).label) if spot else label
