"""The sandbox asked once per question: what is done with a check is tested without waiting for the same child twice.

The answer is a real one, kept with its files by the bytes of the model and every word of the request. Failures are
never kept. Tests of the sandbox itself, of workers and of the command line ask it every time.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bim.request import CheckRequest
from bim.sandboxed import CheckOutput, run_check

PLACES = ("plans_dir", "glb", "elements", "facts")


def question(request: CheckRequest, limits: Any) -> str:
    """One name for one question: paths count by what lies there."""
    words = request.as_dict() | {"limits": repr(limits)}
    for name in ("paths", "facts", "pack_file", "pack_dirs"):
        found = words[name] if isinstance(words[name], list) else [words[name]]
        words[name] = [_content(Path(p)) for p in found if p]
    return hashlib.sha256(json.dumps(words, sort_keys=True, default=str).encode()).hexdigest()


def _content(path: Path) -> list[str]:
    """Digests of a file, or of the files of a folder."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [hashlib.sha256(p.read_bytes()).hexdigest() for p in files]


def remembering(folder: Path) -> Any:
    """``run_check`` with its answers kept in ``folder``, which several test processes may share."""

    def run(request: CheckRequest, work_dir: Path, **options: Any) -> CheckOutput:
        kept = folder / question(request, options.get("limits"))
        if not kept.is_dir():
            output = run_check(request, work_dir, **options)
            if output.failure is None:
                _keep(output, work_dir, kept)
            return output
        shutil.copytree(kept / "files", work_dir, dirs_exist_ok=True)
        output = pickle.loads((kept / "output").read_bytes())
        return _at(output, Path(), work_dir)

    return run


def _keep(output: CheckOutput, work_dir: Path, kept: Path) -> None:
    half = Path(tempfile.mkdtemp(dir=kept.parent))
    shutil.copytree(work_dir, half / "files")
    (half / "output").write_bytes(pickle.dumps(_at(output, work_dir, Path())))
    try:
        half.rename(kept)
    except OSError:  # another process was first
        shutil.rmtree(half)


def _at(output: CheckOutput, old: Path, new: Path) -> CheckOutput:
    """The same answer with its files in another folder."""
    places = {name: getattr(output, name) for name in PLACES}
    return replace(output, **{name: new / place.relative_to(old) for name, place in places.items() if place})
