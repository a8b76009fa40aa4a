"""Write the IDS file that is shipped from its table of demands."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bim.exchange.ids_demands import FILE, ids_document  # noqa: E402


def main() -> int:
    target = ROOT / "bim" / "exchange" / FILE
    target.write_bytes(ids_document())
    print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
