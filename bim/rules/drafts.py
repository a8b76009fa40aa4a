"""Storeys whose rooms are a draft made from walls and slabs: nothing that rests on them may pass or fail."""

from __future__ import annotations

from dataclasses import dataclass

from bim.egress.result import EgressResult, Path

SAME_LEVEL_M = 0.05


@dataclass(frozen=True, slots=True)
class Drafts:
    """``storeys``: GUIDs of those with draft rooms; ``levels_m``: the heights of their floors."""

    storeys: frozenset[str] = frozenset()
    levels_m: tuple[float, ...] = ()

    @classmethod
    def of(cls, result: EgressResult) -> Drafts:
        storeys = frozenset(space.storey for space in result.spaces if space.derived)
        return cls(storeys, tuple(sorted({s.floor_z_m for s in result.facts.spaces if s.derived})))

    def bear(self, storey: str, path: Path) -> bool:
        """Whether a finding of ``storey`` (empty: of the building) or on ``path`` rests on draft rooms."""
        if not self.storeys:
            return False
        walked = any(abs(z - level) <= SAME_LEVEL_M for _, _, z in path for level in self.levels_m)
        return not storey or storey in self.storeys or walked
