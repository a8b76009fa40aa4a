"""From the child's work folder to where a person wanted the results."""

from __future__ import annotations

import shutil
from pathlib import Path

from bim.sandboxed import CheckOutput


class DeliveryError(Exception):
    """A result that was asked for and is not there."""


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
