"""Write the reference page of complaints about a model's data from their table."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bim.quality.page import PAGE, catalogue_page  # noqa: E402


def main() -> int:
    (ROOT / PAGE).write_text(catalogue_page(), "utf-8")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
