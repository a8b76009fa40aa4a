"""Static files: our own get a hash in their name, npm packages keep theirs (their version is in the address)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

UNHASHED = "npm/"


class HashedOwnFiles(ManifestStaticFilesStorage):
    """Manifest storage that leaves ``npm/`` alone: those modules import each other by their published names."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        own = {path: source for path, source in paths.items() if not path.startswith(UNHASHED)}
        yield from super().post_process(own, dry_run=dry_run, **options)

    def stored_name(self, name: str) -> str:
        return name if name.startswith(UNHASHED) else super().stored_name(name)
