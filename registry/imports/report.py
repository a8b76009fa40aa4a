"""The report of rejected cells as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from registry.imports.plan import ImportPlan

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def report_csv(plan: ImportPlan) -> bytes:
    """UTF-8 with a byte-order mark (spreadsheets need it for Chinese), one line per rejected cell."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([_("Row"), _("Column"), _("Value as given"), _("Reason"), _("What to do")])
    for reject in plan.rejects:
        line = [reject.column, reject.value, str(reject.reason), str(reject.hint)]
        writer.writerow([reject.row, *(defused(cell) for cell in line)])
    return target.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
