"""``check_pack_file``: every problem of one pack file."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bim.rules.lint.coverage import coverage
from bim.rules.lint.golden import golden_file, golden_problems, own_figures
from bim.rules.lint.lines import with_lines
from bim.rules.lint.overrides import override_errors
from bim.rules.lint.problem import Problem
from bim.rules.lint.schema_errors import schema_errors
from bim.rules.lint.sources import missing_sources, rules, tables, with_placeholders
from bim.rules.load import PACKS, effective, load_from, pack_files
from bim.rules.merge import PARTS
from bim.rules.schema import PackError


def check_pack_file(path: Path, folders: Sequence[Path] = ()) -> list[Problem]:
    """``folders``: where parents are looked for besides our own packs and the file's own folder."""
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [Problem(f"{path.name}: cannot be read as TOML ({error}).")]
    try:
        files = _files(path, folders)
    except PackError as error:
        return [Problem(str(error))]
    found = [*_header(own, path), *missing_sources(own, path.name), *_structure(own, files, path)]
    if not any(problem.serious for problem in found):
        found += _whole(own, files, path)
    own_text = path.read_text(encoding="utf-8")
    mine = [problem for problem in found if problem.text.startswith(f"{path.name}:")]
    placed = dict(zip(mine, with_lines(mine, own_text), strict=True))
    return list(dict.fromkeys(placed.get(problem, problem) for problem in found))


def _files(path: Path, folders: Sequence[Path]) -> Mapping[str, Path]:
    others = {folder.resolve() for folder in (*folders, path.parent)} - {PACKS.resolve()}
    return {**pack_files(sorted(others)), path.stem: path}


def _header(own: dict[str, Any], path: Path) -> Iterator[Problem]:
    if own.get("format") != "rule-pack/1":
        yield Problem(f"{path.name}: key 'format' must be 'rule-pack/1', found {own.get('format')!r}.")
    if own.get("id") != path.stem:
        yield Problem(f"{path.name}: key 'id' must equal the file's name '{path.stem}', found {own.get('id')!r}.")


def _structure(own: dict[str, Any], files: Mapping[str, Path], path: Path) -> Iterator[Problem]:
    filled = copy.deepcopy(own)
    with_placeholders(filled)
    yield from schema_errors(filled, path.name)
    parent, name = None, own.get("parent")
    if name is not None:
        try:
            parent = effective(files, str(name), (path.stem,))
        except PackError as error:
            yield Problem(f"{path.name}: key 'parent': {error}")
            return
    yield from override_errors(own, parent, path.name)


def _part(override: dict[str, Any]) -> str:
    return next((str(override[part]) for part in PARTS if part in override), "")


def _whole(own: dict[str, Any], files: Mapping[str, Path], path: Path) -> Iterator[Problem]:
    """With its parents: references between tables, what is left open, golden vectors."""
    try:
        pack = load_from(files, path.stem)
    except PackError as error:
        yield Problem(str(error))
        return
    own_rules = frozenset(str(rule.get("id", "")) for _, rule in rules(own))
    changed = frozenset((str(item["rule"]), _part(item)) for item in tables(own, "override"))
    yield from coverage(pack, own_rules, path.name)
    yield from golden_problems(pack, golden_file(path), own_figures(pack, own_rules, changed))
