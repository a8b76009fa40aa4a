"""Write frontend/css/plan.css from bim.plans, so that pages and stored plans agree. ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bim.plans import plan_css  # noqa: E402

HEAD = (
    "/* Floor plans: written by scripts/plan_css.py from bim.plans, the same colours as in the files themselves. */\n"
)


def main() -> int:
    path, text = ROOT / "frontend" / "css" / "plan.css", HEAD + plan_css().strip() + "\n"
    if "--check" in sys.argv:
        same = path.read_text("utf-8") == text
        print("" if same else f"{path} is out of date: run python scripts/plan_css.py")
        return int(not same)
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
