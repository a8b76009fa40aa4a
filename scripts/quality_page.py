"""Write the pages of complaints about a model's data and of export recipes from their tables."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bim.quality.page import HOW_TO, PAGE, catalogue_page, recipes_page  # noqa: E402


def main() -> int:
    for page, text in ((PAGE, catalogue_page()), (HOW_TO, recipes_page())):
        (ROOT / page).write_text(text, "utf-8")
        print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
