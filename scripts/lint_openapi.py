"""Validate the API document as OpenAPI 3.1 and compare it with the committed one.

Usage: lint_openapi.py NEW COMMITTED. With ``--write`` the committed one is replaced.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator


def main() -> int:
    new, committed = Path(sys.argv[1]), Path(sys.argv[2])
    text = new.read_text("utf-8")
    new.unlink()
    document = yaml.safe_load(text)
    problems = [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in OpenAPIV31SpecValidator(document).iter_errors()
    ]
    problems += _style(document)
    if "--write" in sys.argv:
        committed.write_text(text, "utf-8")
    elif not committed.is_file() or committed.read_text("utf-8") != text:
        problems.append(f"{committed} is out of date: run scripts/api-document.")
    print("\n".join(problems))
    return bool(problems)


def _style(document: dict) -> list[str]:  # type: ignore[type-arg]
    """Every operation has an id of its own, a description, a tag and an error that is a problem."""
    problems, seen = [], set()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            where = f"{method.upper()} {path}"
            if not (operation.get("description") or operation.get("summary")):
                problems.append(f"{where}: no description")
            if operation["operationId"] in seen:
                problems.append(f"{where}: operationId {operation['operationId']} is used twice")
            seen.add(operation["operationId"])
            if "401" not in operation["responses"]:
                problems.append(f"{where}: does not document 401")
    return problems


if __name__ == "__main__":
    sys.exit(main())
