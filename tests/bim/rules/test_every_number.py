"""Every number of every pack is held by a golden vector: change any one of them and a vector turns red."""

from __future__ import annotations

import copy
import functools
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bim.rules.build import build_pack
from bim.rules.lint.golden import golden_problems
from bim.rules.load import GOLDEN, PACKS, effective, load_pack, pack_files
from bim.rules.merge import merge

OWN = sorted(path.stem for path in PACKS.glob("*.toml") if not path.name.endswith(GOLDEN))
Path = tuple[str | int, ...]


def numbers(data: Any, at: Path = ()) -> Iterator[Path]:
    """Where the numbers of a pack stand, but for the year it came into force (its editions hold that)."""
    if isinstance(data, dict):
        for key, value in data.items():
            if (*at, key) != ("in_force",):
                yield from numbers(value, (*at, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from numbers(value, (*at, i))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield at


@functools.cache
def raw(pack_id: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / f"{pack_id}.toml").read_text(encoding="utf-8"))


def mutant(pack_id: str, at: Path, factor: float):
    """The effective pack with one number of its own file changed."""
    data = copy.deepcopy(raw(pack_id))
    holder = functools.reduce(lambda part, key: part[key], at[:-1], data)
    old = holder[at[-1]]
    holder[at[-1]] = (
        old + max(1, round(abs(old) * factor)) if isinstance(old, int) else old + max(0.02, abs(old) * factor)
    )
    parent = data.get("parent")
    base = effective(pack_files(), parent, (pack_id,)) if parent else None
    return build_pack(merge(base, data, "copy.toml"), "")


def label(at: Path) -> str:
    return ".".join(map(str, at))


@pytest.mark.parametrize("pack_id", OWN)
def test_the_vectors_agree_with_the_pack(pack_id):
    assert list(golden_problems(load_pack(pack_id), PACKS / f"{pack_id}{GOLDEN}", frozenset())) == []


@pytest.mark.parametrize("pack_id", OWN)
def test_a_changed_number_turns_a_vector_red(pack_id):
    unseen = []
    for at in numbers(raw(pack_id)):
        try:
            pack = mutant(pack_id, at, 0.1)
        except Exception:  # a pack that no longer loads is seen at once
            continue
        if not list(golden_problems(pack, PACKS / f"{pack_id}{GOLDEN}", frozenset())):
            unseen.append(label(at))
    assert unseen == []


@pytest.mark.parametrize("pack_id", OWN)
def test_the_year_of_a_pack_is_that_of_its_edition(pack_id):
    pack, data = load_pack(pack_id), raw(pack_id)
    years = {item.edition: item.in_force for item in pack.editions}
    assert years[pack.edition] == data["in_force"]


def test_numbers_are_found():
    assert list(numbers({"in_force": 2020, "a": [{"b": 1, "c": True}, 2.5], "d": {"in_force": 3}})) == [
        ("a", 0, "b"), ("a", 1), ("d", "in_force"),
    ]  # fmt: skip
