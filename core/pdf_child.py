"""Sandboxed: one HTML page with everything inside it becomes a PDF.

Request ``{"html": name}``; leaves ``page.pdf``. Nothing is fetched: only ``data:`` addresses are followed. The fonts
are the two Chinese faces of an installed package and no others, found by a font configuration of this folder, so that
a paper looks the same on every machine; only the glyphs used are embedded.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.sandbox_child import main

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="strong"><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
"""


def use_only_our_fonts(out: Path) -> None:
    """Before the first import that loads fontconfig."""
    import importlib.util

    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None
    assert spec.origin is not None
    config = out / "fonts.conf"
    config.write_text(FONTS.format(folder=Path(spec.origin).parent, cache=out / "fontcache"), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


def work(request: dict[str, Any], out: Path) -> None:
    use_only_our_fonts(out)
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    html = (out / request["html"]).read_text("utf-8")
    HTML(string=html, url_fetcher=fetcher).write_pdf(out / "page.pdf")


if __name__ == "__main__":
    main(work)
