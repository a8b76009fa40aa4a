"""Verdicts as areas: the worst distance verdict of each room or flat, hatched or dotted, never by colour alone."""

from __future__ import annotations

from zlib import crc32

from bim.egress.result import SpaceResult
from bim.plans.palette import look
from bim.plans.scene import Scene
from bim.plans.svg import area_path, element
from bim.plans.verdicts import ORDER, about_distance
from core.verdicts import Verdict

TINTED = (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA)
SIZE = {Verdict.FAIL: "8", Verdict.REVIEW: "16", Verdict.NO_DATA: "8"}
"""Pixels of a pattern's side."""


def verdict_of(scene: Scene, space: SpaceResult) -> Verdict | None:
    """Worst verdict on a way out of this space or of the flat it belongs to; None when nothing was judged."""
    own = _subjects(scene, space)
    found = {j.verdict for j in scene.judgements if j.subject.guid in own and about_distance(j)}
    return next((v for v in ORDER if v in found), None)


def draw_tints(scene: Scene) -> str:
    """One shape for each verdict that is shown, over all its rooms."""
    found: dict[Verdict, str] = {}
    for space in scene.spaces:
        floor, verdict = scene.floors.get((space.guid, space.step_id)), verdict_of(scene, space)
        if floor is not None and verdict in TINTED:
            found[verdict] = found.get(verdict, "") + area_path(scene.frame.area(floor))
    return "".join(_tint(scene, verdict, d) for verdict, d in found.items())


def _tint(scene: Scene, verdict: Verdict, d: str) -> str:
    return element("path", {"class": f"fp-tint-{verdict.value}", "fill": f"url(#{pattern_id(scene, verdict)})", "d": d})


def tints_shown(scene: Scene) -> set[Verdict]:
    return {v for s in scene.spaces if (s.guid, s.step_id) in scene.floors and (v := verdict_of(scene, s)) in TINTED}


def hatch_defs(scene: Scene) -> str:
    """Red lines that fall, slate lines that rise, ochre dots: they part in grey and for every colour vision."""
    used = tints_shown(scene)
    lines = {
        Verdict.FAIL: "M-2 -2L10 10M-2 6L2 10M6 -2L10 2",
        Verdict.NO_DATA: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
        Verdict.REVIEW: "M4 4h.01M12 12h.01",
    }
    return "".join(
        element(
            "pattern",
            {"id": pattern_id(scene, v), "width": SIZE[v], "height": SIZE[v], "patternUnits": "userSpaceOnUse"},
            element("path", look(f"fp-hatch-{v.value}") | {"d": d}),
        )
        for v, d in lines.items()
        if v in used
    )


def pattern_id(scene: Scene, verdict: Verdict) -> str:
    """Unique per storey, so that several plans may stand on one page."""
    return f"fp{crc32(scene.storey.guid.encode()):08x}-{verdict.value}"


def _subjects(scene: Scene, space: SpaceResult) -> set[str]:
    family = {space.guid}
    if space.flat:
        family |= {s.guid for s in scene.spaces if s.flat == space.flat}
    return family | {d.guid for d in scene.doors if d.serves in family} | ({space.flat} if space.flat else set())
