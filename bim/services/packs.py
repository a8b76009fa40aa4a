"""The rule pack that a check used, as it was then."""

from __future__ import annotations

from django.conf import settings

from bim.models import Check
from bim.rules.load import load_kept, load_pack
from bim.rules.model import Pack
from bim.rules.schema import PackError


def pack_of(check: Check) -> Pack:
    """From the content kept with the check; checks from before it was kept take the pack of that name today.

    Raises ``PackError`` where there is neither, or where this program no longer understands the old content and the
    pack is gone.
    """
    kept = check.pack_content
    if kept is not None and kept.path.is_file():
        try:
            return load_kept(kept.path.read_bytes())
        except PackError:
            pass
    return load_pack(check.pack, settings.PACK_DIRS)
