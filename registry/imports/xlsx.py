"""XLSX into a CSV file, in a child process with limits: a workbook is an archive from a stranger."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop as _

from core.sandbox import Limits, run_child
from registry.imports.messages import Refusal

SCRIPT = Path(__file__).with_name("xlsx_child.py")
LIMITS = Limits(memory_mb=1024, cpu_s=120, wall_s=180, file_mb=300)

SENTENCES = {
    "FAR_CELL": _("A cell far outside of the table is filled: %(detail)s. Delete it and everything around it."),
    "BOMB": _("The workbook unpacks to far more than a table needs. Save it anew, or as CSV."),
    "ENTITIES": _("The workbook holds definitions that no spreadsheet writes. Save it anew, or as CSV."),
    "BROKEN": _("The workbook is damaged and cannot be opened. Save it anew, or as CSV."),
    "NO_SHEET": _("The workbook has no sheet with cells."),
}


def convert_xlsx(path: Path, work: Path) -> Path:
    """CSV (UTF-8) of the first sheet. Refusal with a sentence for whatever goes wrong in the child."""
    source = work / "book.xlsx"
    source.write_bytes(path.read_bytes())
    result = run_child(SCRIPT, {"file": source.name}, work_dir=work, limits=LIMITS)
    if result.ok:
        return work / "rows.csv"
    if result.code in SENTENCES:
        raise Refusal(SENTENCES[result.code], detail=result.message)
    if result.code in ("TIMEOUT", "MEMORY", "TOO_LARGE"):
        raise Refusal(_("The workbook needs more time or memory than one file may have. Save it as CSV."))
    raise Refusal(SENTENCES["BROKEN"])
