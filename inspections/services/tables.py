"""Loading the code tables: grade scales and titles of papers. Idempotent; a changed row is updated, none is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from core.models import Area
from inspections.models import Grade, GradeScale, PaperPrefix, PaperTitle


@transaction.atomic
def load_grade_scales(rows: Iterable[Mapping[str, str]]) -> int:
    """Rows ``scale, version, legal_basis, scale_name, scale_name_en, order, grade, grade_name, grade_name_en, severe,
    deadline_days, day_kind, reinspect_days, reinspector``; ``severe`` is true/false. Returns the number of grades."""
    count = 0
    for row in rows:
        scale, _new = GradeScale.objects.update_or_create(
            code=row["scale"],
            version=row["version"],
            defaults={"legal_basis": row["legal_basis"], "name": row["scale_name"], "name_en": row["scale_name_en"]},
        )
        Grade.objects.update_or_create(
            scale=scale,
            code=row["grade"],
            defaults={
                "order": int(row["order"]),
                "name": row["grade_name"],
                "name_en": row["grade_name_en"],
                "severe": row["severe"].strip().lower() == "true",
                "deadline_days": int(row["deadline_days"]),
                "day_kind": row["day_kind"],
                "reinspect_days": int(row["reinspect_days"]),
                "reinspector": row["reinspector"],
            },
        )
        count += 1
    return count


@transaction.atomic
def load_paper_titles(rows: Iterable[Mapping[str, str]]) -> int:
    """Rows ``kind, legal_basis, title, title_en, number_word, appeal, appeal_en``. Returns their number."""
    count = 0
    for row in rows:
        values = {name: row[name] for name in ("title", "title_en", "number_word", "appeal", "appeal_en")}
        PaperTitle.objects.update_or_create(kind=row["kind"], legal_basis=row["legal_basis"], defaults=values)
        count += 1
    return count


def set_paper_prefix(*, area: Area, prefix: str, authority: str = "", authority_en: str = "") -> PaperPrefix:
    """The character that document numbers of this area begin with, and who issues its papers."""
    values = {"prefix": prefix, "authority": authority, "authority_en": authority_en}
    row, _new = PaperPrefix.objects.update_or_create(area=area, defaults=values)
    return row
