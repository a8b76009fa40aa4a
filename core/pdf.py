"""PDF from one self-contained HTML page, made in a sandbox.

What the page shows must be in it: styles in ``<style>``, pictures as ``data:`` addresses or inline SVG. Set
``lang="zh-Hans"`` and ``font-family: sans-serif`` (or ``serif``) on ``html`` and ``@page``, whose margin boxes do not
inherit from the body.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from core import pdf_child
from core.sandbox import Limits, run_child

LIMITS = Limits(memory_mb=2048, cpu_s=60, wall_s=90, file_mb=64)
"""A page takes about 0.3 s of CPU, loading the program two to five seconds."""


class PdfFailed(Exception):
    """The page could not be rendered; ``code`` as in ``core.sandbox.ChildResult``."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"The PDF could not be made ({code}).")
        self.code = code
        self.detail = detail


def render_pdf(html: str) -> bytes:
    """The PDF's bytes. Raises PdfFailed. Takes seconds: call it outside of a transaction."""
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        work = Path(folder)
        (work / "page.html").write_text(html, "utf-8")
        result = run_child(Path(pdf_child.__file__), {"html": "page.html"}, work_dir=work, limits=LIMITS)
        if not result.ok:
            raise PdfFailed(result.code, result.detail)
        return (work / "page.pdf").read_bytes()
