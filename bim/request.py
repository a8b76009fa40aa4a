"""What a check is asked: one value that goes from a page, a job or the command line through the sandbox to the check.

A new wish (another output, another input) is a field here, read where it is used; nothing in between changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_origin

from bim.egress.options import Reviews
from bim.egress.result import ExitKind, StairKind

if TYPE_CHECKING:
    from cattrs import Converter

MAX_BYTES = 300_000_000


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is written beside the report, into the folder of the check. ``languages`` are those of the plans.

    ``facts``: what was read, for later checks (``bim.facts_file``).
    """

    plans: bool = False
    glb: bool = False
    facts: bool = False
    languages: tuple[str, ...] = ("zh-hans",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """One check of one delivery: ``paths`` are its files, together one building model.

    ``facts``: what an earlier check read of these files; nothing is parsed then, and ``paths`` are needed for the GLB
    only. ``pack_file``: the content of the pack as an earlier check used it, in place of the pack of that name today.
    ``params`` are words of ``bim.rules.params`` with text, number or yes/no. ``pack_dirs`` are an installation's own
    packs. ``max_bytes`` holds for each file and for what it unpacks to. Not ``strict_reviews``: confirmations kept
    for a line of versions, where those that this version does not hold wait for one that does.
    """

    paths: tuple[Path, ...]
    names: tuple[str, ...] = ()
    """What the files are called by who delivered them, in the order of ``paths``; empty: as the paths."""
    buildings: tuple[str, ...] = ()
    """GlobalIds of the ``IfcBuilding`` of the delivery that are meant, together one building; empty: each by itself."""
    ask_building: bool = False
    """A delivery of several buildings of which none is in ``buildings`` is not checked; GlobalIds of other versions
    are passed over."""
    skip: tuple[str, ...] = ()
    """Elements (GlobalIds) or classes whose shape is not built, because it crashed or hung a process before."""
    pack_id: str
    params: Mapping[str, Any] = field(default_factory=dict)
    reviews: Reviews = field(default_factory=Reviews)
    strict_reviews: bool = True
    outputs: Outputs = field(default_factory=Outputs)
    facts: Path | None = None
    pack_file: Path | None = None
    pack_dirs: tuple[Path, ...] = ()
    max_bytes: int = MAX_BYTES
    scan_cycles: bool = True
    """False leaves circular placements to the native reader, which they crash: only for a test of the sandbox."""

    @property
    def param_texts(self) -> dict[str, str]:
        """As a form would give them: yes and no are ``true`` and ``false``."""
        return {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in self.params.items()}

    def as_dict(self) -> dict[str, Any]:
        """For ``request.json`` of the sandbox; paths become absolute, since a child has its own working folder."""
        found: dict[str, Any] = _converter().unstructure(self)
        return found

    def words(self) -> dict[str, Any]:
        """What decides the verdicts beside the model and the pack's content; ``request_from`` takes it with files."""
        found = self.as_dict()
        kept = ("pack_id", "reviews", "strict_reviews", "buildings")
        return {"params": self.param_texts, **{name: found[name] for name in kept}}


def reviews_from(*, exits: Mapping[str, str], stairs: Mapping[str, str]) -> Reviews:
    """Confirmations as files and rows hold them, by GlobalId; whether the kinds exist is asked with the model."""
    return Reviews(cast("Mapping[str, ExitKind]", exits), cast("Mapping[str, StairKind]", stairs))


def request_from(data: Mapping[str, Any]) -> CheckRequest:
    """The reverse of ``CheckRequest.as_dict``."""
    return _converter().structure(data, CheckRequest)


@cache
def _converter() -> Converter:
    """Imported late: those who only make a request need no converter."""
    from cattrs import Converter

    made = Converter()
    made.register_unstructure_hook(Path, lambda path: str(path.resolve()))
    made.register_structure_hook(Path, lambda text, _: Path(text))
    # A wrong kind is said with its GlobalId by ``bim.check``, where the model is known.
    made.register_structure_hook_func(_is_literal, lambda value, _: value)
    return made


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal
