"""Finding packs, laying overlays over their parents, and fingerprinting the result."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bim.rules.build import build_pack
from bim.rules.merge import merge
from bim.rules.model import Pack
from bim.rules.schema import PackError

PACKS = Path(__file__).resolve().parent.parent / "packs"
GOLDEN = ".golden.toml"
"""End of the name of a pack's golden vectors, which lie beside it: ``city.golden.toml`` of ``city.toml``."""


def pack_files(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Pack id → file. An installation's own folders come after ours and may not hide a pack of ours."""
    found: dict[str, Path] = {}
    for folder in (PACKS, *folders):
        for path in sorted(folder.glob("*.toml")):
            if path.name.endswith(GOLDEN):
                continue
            if path.stem in found:
                raise PackError(f"{path}: a pack '{path.stem}' exists already in {found[path.stem].parent}; rename it.")
            found[path.stem] = path
    return found


def load_pack(pack_id: str, folders: Sequence[Path] = ()) -> Pack:
    """The effective pack ``pack_id``, parents merged in; PackError (one sentence) when it cannot be had."""
    return _load(pack_id, tuple(folders))


@lru_cache(maxsize=32)
def _load(pack_id: str, folders: tuple[Path, ...]) -> Pack:
    return load_from(pack_files(folders), pack_id)


def load_from(files: Mapping[str, Path], pack_id: str) -> Pack:
    """As ``load_pack``, from an explicit map of files and without a cache."""
    return load_kept(content_of(files, pack_id))


def pack_content(pack_id: str, folders: Sequence[Path] = ()) -> bytes:
    """The effective pack as bytes whose SHA-256 is its fingerprint: kept, it can be loaded after the pack changed."""
    return content_of(pack_files(folders), pack_id)


def content_of(files: Mapping[str, Path], pack_id: str) -> bytes:
    """As ``pack_content``, from an explicit map of files."""
    data = effective(files, pack_id)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def load_kept(content: bytes) -> Pack:
    """The pack that ``pack_content`` once gave; PackError when it is none."""
    try:
        data = json.loads(content)
    except ValueError as error:
        raise PackError(f"The kept content of the rule pack cannot be read ({error}).") from error
    return build_pack(data, hashlib.sha256(content).hexdigest())


def effective(files: Mapping[str, Path], pack_id: str, children: tuple[str, ...] = ()) -> dict[str, Any]:
    """The merged data of a pack and its parents; ``children`` are those on whose behalf a parent is asked for."""
    if pack_id in children:
        raise PackError(f"Rule pack '{pack_id}' is its own ancestor: {' > '.join((*children, pack_id))}.")
    if pack_id not in files:
        asked = f"Parent pack '{pack_id}' of '{children[-1]}'" if children else f"Rule pack '{pack_id}'"
        raise PackError(f"{asked} is not known; available: {', '.join(sorted(files)) or 'none'}.")
    own = _parse(files[pack_id], pack_id)
    parent = own.get("parent")
    if parent is None:
        return merge(None, own, files[pack_id].name)
    return merge(effective(files, str(parent), (*children, pack_id)), own, files[pack_id].name)


def _parse(path: Path, pack_id: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"{path.name}: cannot be read as TOML ({error}).") from error
    if data.get("format") != "rule-pack/1":
        raise PackError(f"{path.name}: key 'format' must be 'rule-pack/1', found {data.get('format')!r}.")
    if data.get("id") != pack_id:
        raise PackError(f"{path.name}: key 'id' must equal the file's name '{pack_id}', found {data.get('id')!r}.")
    return data
