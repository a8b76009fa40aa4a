from __future__ import annotations

import hashlib
import json
from typing import Any


def digest(**content: Any) -> str:
    """SHA-256 of the content in a fixed form: the same thing sent twice has the same one."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
