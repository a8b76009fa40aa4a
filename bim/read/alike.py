"""Elements whose shapes are equal but for their place: storeys repeat the same wall with the same windows.

Cutting openings out of walls is nine tenths of the work of showing a building; equal cuts are made once. Equality is
that of the file's own text, references followed, so nothing is guessed: same shape, same openings in the same places
relative to the wall, same styles, type and materials.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

import ifcopenshell
import numpy as np

from bim.read.entity import Entity, attribute
from bim.read.placement import Matrix, Placements

REFERENCE = re.compile(r"#(\d+)")
PLACE_DIGITS = 7
Key = tuple[object, ...]


class Alike:
    """Finds, for elements with openings, the first one of the same shape."""

    def __init__(self, model: ifcopenshell.file, placements: Placements) -> None:
        self._model, self._placements = model, placements
        self._digests: dict[int, str] = {}

    def followers(self, elements: Sequence[Entity]) -> dict[int, list[tuple[Entity, Matrix]]]:
        """By step id of the first of its kind: the others, each with the matrix that moves the first one's shape."""
        kinds: dict[Key, list[Entity]] = defaultdict(list)
        for element in elements:
            key = self._key(element)
            if key is not None:
                kinds[key].append(element)
        return {
            first.id(): [(other, self._place(other) @ np.linalg.inv(self._place(first))) for other in others]
            for first, *others in kinds.values()
            if others
        }

    def _place(self, element: Entity) -> Matrix:
        place = self._placements.of(element)
        assert place is not None  # elements without one have no key
        return place

    def _key(self, element: Entity) -> Key | None:
        """None for elements without openings, and where more than the element's own data shapes it."""
        openings = attribute(element, "HasOpenings") or ()
        place = self._placements.of(element)
        alone = not (attribute(element, "Decomposes") or attribute(element, "HasProjections"))
        if not openings or place is None or not alone:
            return None
        home = np.asarray(np.linalg.inv(place), dtype=np.float64)
        cuts = [self._cut(relation.RelatedOpeningElement, home) for relation in openings]
        if None in cuts:
            return None
        relations = (
            ("HasAssociations", "RelatingMaterial"),
            ("IsTypedBy", "RelatingType"),
            ("IsDefinedBy", "RelatingType"),
        )
        linked = [attribute(r, end) for name, end in relations for r in attribute(element, name) or ()]
        ids = tuple(sorted(e.id() for e in linked if e is not None))
        return (element.is_a(), self._digest(element.Representation.id()), tuple(sorted(map(repr, cuts))), ids)

    def _cut(self, opening: Entity | None, home: Matrix) -> tuple[str, bytes] | None:
        shape, place = attribute(opening, "Representation"), self._placements.of(opening)
        if shape is None or place is None:
            return None
        return self._digest(shape.id()), (np.round(home @ place, PLACE_DIGITS) + 0.0).tobytes()

    def _digest(self, step_id: int) -> str:
        """Hash of an entity's text with every reference replaced by the hash of what it refers to."""
        if step_id not in self._digests:
            entity = self._model.by_id(step_id)
            self._digests[step_id] = "circle"
            text = REFERENCE.sub(lambda found: self._digest(int(found[1])), str(entity).partition("=")[2])
            styles = ",".join(str(s.id()) for s in attribute(entity, "StyledByItem") or ())
            text += f"|{styles}" if styles else ""
            self._digests[step_id] = hashlib.sha256(text.encode()).hexdigest()
        return self._digests[step_id]
