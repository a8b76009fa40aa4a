"""One folder that holds everything: database, files, and a manifest with a checksum of each part."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.errors import DomainError
from core.models import Chain, StoredFile
from core.services.files import file_digest

MANIFEST = "manifest.json"
FORMAT = "registry-backup/1"


def back_up(folder: Path) -> dict[str, Any]:
    """Write database, files and manifest into ``folder`` (made here; must be empty). Returns the manifest.

    The database is copied first and consistently; a file that arrives meanwhile has no row in the copy: no harm.
    """
    _require_empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    database = _dump(folder)
    (folder / "files").mkdir()
    names = []
    for stored in StoredFile.objects.order_by("pk").iterator():
        if not stored.path.is_file():
            raise DomainError(f"The file {stored.sha256} is missing; run verify_files and put it right first.")
        shutil.copyfile(stored.path, folder / "files" / stored.sha256)
        names.append(stored.sha256)
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": {"kind": connection.vendor, "name": database.name, "sha256": file_digest(database)},
        "files": len(names),
        "files_digest": hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest(),
        "chains_digest": chains_digest(),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")
    return manifest


def restore(folder: Path) -> dict[str, Any]:
    """Restore into emptiness only: a database without tables and a folder without files. Every checksum is verified
    before anything is written, the heads of the history after."""
    manifest = _verified(folder)
    _require_empty(Path(settings.MEDIA_ROOT))
    if connection.introspection.table_names():
        raise DomainError("The database is not empty. Restore into a new, empty one (DATABASE_URL).")
    _load(folder / manifest["database"]["name"])
    for source in sorted((folder / "files").iterdir()):
        target = Path(settings.MEDIA_ROOT) / source.name[:2] / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o440)
    if chains_digest() != manifest["chains_digest"]:
        raise DomainError("The heads of the history differ from the manifest: the backup was tampered with.")
    return manifest


def chains_digest() -> str:
    """One hash over the heads of all chains: equal before a backup and after its restore."""
    digest = hashlib.sha256()
    rows = Chain.objects.order_by("subject_type", "subject_uuid").values_list(
        "subject_type", "subject_uuid", "seq", "head"
    )
    for row in rows.iterator():
        digest.update(repr(tuple(map(str, row))).encode())
    return digest.hexdigest()


def _require_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise DomainError(f"{folder} is not empty. Name an empty or new folder.")


def _verified(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise DomainError(f"{folder} holds no readable {MANIFEST}: it is not a complete backup.") from None
    if manifest.get("format") != FORMAT or manifest["database"]["kind"] != connection.vendor:
        raise DomainError(
            f"This backup is of {manifest['database']['kind']}; the database here is {connection.vendor}."
        )
    database = folder / manifest["database"]["name"]
    if not database.is_file() or file_digest(database) != manifest["database"]["sha256"]:
        raise DomainError(f"{database} is missing or damaged.")
    names = sorted(path.name for path in (folder / "files").iterdir())
    damaged = [name for name in names if file_digest(folder / "files" / name) != name]
    listed = hashlib.sha256("\n".join(names).encode()).hexdigest()
    if damaged or len(names) != manifest["files"] or listed != manifest["files_digest"]:
        raise DomainError(f"Files of the backup are missing or damaged{': ' + damaged[0] if damaged else ''}.")
    return manifest


def _dump(folder: Path) -> Path:
    if connection.vendor == "postgresql":
        target = folder / "database.pgdump"
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={_address()}"])
        return target
    target = folder / "database.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(target) as copy:
        connection.connection.backup(copy)
    copy.close()
    return target


def _load(source: Path) -> None:
    if connection.vendor == "postgresql":
        _run(["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_address()}", str(source)])
        return
    connection.ensure_connection()
    with sqlite3.connect(source) as copy:
        copy.backup(connection.connection)
    copy.close()


def _address() -> str:
    given = connection.settings_dict
    host, port = given["HOST"] or "", given["PORT"] or ""
    parts = {"host": host, "port": port, "user": given["USER"], "password": given["PASSWORD"], "dbname": given["NAME"]}
    return " ".join(f"{key}='{value}'" for key, value in parts.items() if value)


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise DomainError(f"{command[0]} is missing: install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as problem:
        raise DomainError(f"{command[0]} failed: {problem.stderr.strip()[-300:]}") from None
