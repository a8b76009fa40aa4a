"""From the child's work folder to where a person wanted the results; asked before the work whether that can be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from bim.sandboxed import CheckOutput


class DeliveryError(Exception):
    """A result that was asked for and is not there, or a place where none can be written; one sentence."""


def require_writable(
    files: Mapping[str, Path | None], folders: Mapping[str, Path | None], kept: Sequence[Path]
) -> None:
    """Raise ``DeliveryError`` for the first target, by option, that cannot be written, before minutes are spent.

    ``kept``: files that no result may replace.
    """
    taken = {path.resolve(): f"the model {path}" for path in kept}
    for option, target in {**files, **folders}.items():
        if target is None:
            continue
        where, folder = target.resolve(), option in folders
        if where in taken:
            raise DeliveryError(f"{option} {target} would replace {taken[where]}; name another file.")
        taken[where] = f"what {option} writes"
        why = _why_not(where, folder=folder)
        if why:
            raise DeliveryError(f"{option} {target} cannot be written: {why}.")


def _why_not(target: Path, *, folder: bool) -> str:
    if target.exists() and target.is_dir() != folder:
        return "it is a folder; name a file" if target.is_dir() else "it is a file; name a folder"
    there = next(path for path in (target, *target.parents) if path.exists())
    if not folder and there == target:
        return "" if os.access(there, os.W_OK) else "the file is not yours to change"
    if not there.is_dir():
        return f"{there} is a file, not a folder"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"the folder {there} is not yours to write in"


def copy_results(output: CheckOutput, *, plans: Path | None, glb: Path | None) -> None:
    """Copy plans (with their index) into a folder and the GLB to a file; folders are made. Raises ``OSError``."""
    if plans is not None:
        if output.plans_dir is None:
            raise DeliveryError("no plan was drawn")
        shutil.copytree(output.plans_dir, plans, dirs_exist_ok=True)
    if glb is not None:
        if output.glb is None:
            raise DeliveryError("no 3D model was made")
        glb.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(output.glb, glb)
