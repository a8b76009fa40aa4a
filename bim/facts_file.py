"""What was read of a delivery, as a file: ``model-facts/1``, gzipped JSON. Reading it back gives equal facts.

It spares a later check the parsing: another rule pack, other confirmations or parameters change verdicts, not what
the model says. Outlines are WKB in hexadecimal (exact, and repeated coordinates still compress); numbers are
written so that they read back bit for bit, also NaN, which strict JSON does not have.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_origin

import shapely
from shapely import MultiPolygon, Polygon

from bim.facts import ModelFacts

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT = "model-facts/1"
EXACT = (str | int | float, str, int, float, bool)
"""Kept as JSON gives them back: an ``int`` in a field of floats stays one, or a report would differ by ``.0``."""


class FactsFileError(ValueError):
    """A file that is no ``model-facts/1`` or holds what this version does not know: read the model again."""


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """``reader``: what read the model, as ``bim.engine.reader`` says."""

    facts: ModelFacts
    reader: str


def dump_facts(facts: ModelFacts, reader: str) -> bytes:
    """The same facts and reader give the same bytes but for ``timing_s``, which is left out."""
    data = _converter().unstructure(facts)
    data["timing_s"] = {}
    text = json.dumps({"format": FORMAT, "reader": reader, "facts": data}, separators=(",", ":"))
    return gzip.compress(text.encode("ascii"), compresslevel=6, mtime=0)


def load_facts(content: bytes) -> StoredFacts:
    """Raises ``FactsFileError`` for anything that ``dump_facts`` of this version could not have written."""
    try:
        data = json.loads(gzip.decompress(content))
        if data["format"] != FORMAT:
            raise FactsFileError(f"The stored facts have the format '{data['format']}', not '{FORMAT}'.")
        return StoredFacts(_converter().structure(data["facts"], ModelFacts), str(data["reader"]))
    except FactsFileError:
        raise
    except Exception as error:
        # Whatever a damaged file provokes in gzip, JSON, WKB or the converter means the same to the caller.
        raise FactsFileError(f"The stored facts cannot be read ({type(error).__name__}).") from error


def read_facts_file(path: Path) -> StoredFacts:
    return load_facts(path.read_bytes())


@cache
def _converter() -> Converter:
    """Unknown keys are refused: they come from a newer version, and dropping them would change verdicts silently."""
    from cattrs import Converter

    made = Converter(forbid_extra_keys=True, detailed_validation=False)
    for kind in (Polygon, MultiPolygon):
        made.register_unstructure_hook(kind, _to_wkb)
    made.register_structure_hook_func(_is_area, _from_wkb)
    made.register_structure_hook_func(_is_exact, lambda value, _: value)
    return made


def _to_wkb(area: Any) -> str:
    return str(shapely.to_wkb(area, hex=True, include_srid=False))


def _from_wkb(text: Any, _: Any) -> Any:
    return None if text is None else shapely.from_wkb(text)


def _is_area(kind: Any) -> bool:
    return kind in (Polygon | MultiPolygon, Polygon | MultiPolygon | None)


def _is_exact(kind: Any) -> bool:
    return get_origin(kind) is Literal or kind in EXACT or kind in (float | None, int | None, bool | None)
