from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bim.models.model_sets import ModelVersion, OfBuilding
from core.models.base import Row
from core.verdicts import RestsOn, Verdict

VERDICTS = [
    (Verdict.FAIL, _("Fail")),
    (Verdict.REVIEW, _("Review")),
    (Verdict.NO_DATA, _("No data")),
    (Verdict.PASS, _("Pass")),
    (Verdict.NOT_APPLICABLE, _("Not applicable")),
]


class CheckQuerySet(OfBuilding):
    to_building = "version__model_set__building"


class Check(Row):
    """One run of the egress check over one version 模型校核, with all it needs to be run again."""

    version = models.ForeignKey(ModelVersion, models.PROTECT, related_name="checks", verbose_name=_("model version"))
    job = models.OneToOneField("core.Job", models.PROTECT, null=True, related_name="model_check", verbose_name=_("job"))
    batch = models.ForeignKey("core.Job", models.PROTECT, null=True, related_name="+", verbose_name=_("batch"))
    """The job of many checks that this one was made by; ``job`` is null then."""
    pack = models.CharField(_("rule pack"), max_length=60)
    pack_edition = models.CharField(_("edition"), max_length=60)
    pack_sha256 = models.CharField(max_length=64)
    params = models.JSONField(_("parameters"), default=dict)
    reviews = models.JSONField(default=dict)
    """Confirmed exits and stair kinds that this run rested on: ``{"exits": {guid: kind}, "stairs": {…}}``."""
    report = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("report"))
    glb = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    facts = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    """What was read of the model (``bim.facts_file``): later checks need not parse it again."""
    asked = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    """The request as it was run, without its files: the same words are the same stored file."""
    pack_content = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    """The rule pack as it was; its SHA-256 is ``pack_sha256``."""
    engine = models.JSONField(default=dict)
    """Which program read and judged (``bim.engine``). Rows from before it was kept have none of these four."""
    followed = models.JSONField(default=dict)
    """Elements that the version before knew under another GlobalId, found by where they stand: old → new."""
    buildings = models.JSONField(default=list)
    """GlobalIds of the ``IfcBuilding`` that were checked, where the delivery holds several."""
    summary = models.JSONField(default=dict)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("model check")
        verbose_name_plural = _("model checks")

    def __str__(self) -> str:
        return f"{self.version} · {self.pack}"


class ResultQuerySet(OfBuilding):
    to_building = "check_run__version__model_set__building"


class CheckResult(Row):
    """One judgement of one element against one clause 判定; the columns are those of ``core.verdicts.Judgement``."""

    check_run = models.ForeignKey(Check, models.CASCADE, related_name="results", verbose_name=_("model check"))
    rule = models.CharField(_("rule"), max_length=80)
    clause = models.CharField(_("clause"), max_length=120)
    edition = models.CharField(_("edition"), max_length=80)
    basis = models.CharField(_("basis"), max_length=20)
    confidence = models.CharField(_("confidence"), max_length=1)
    metric = models.CharField(_("metric"), max_length=60)
    subject_guid = models.CharField(max_length=64, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_name = models.CharField(_("subject"), max_length=255, blank=True)
    storey = models.CharField(max_length=64, blank=True)
    measured = models.FloatField(_("measured"), null=True)
    measured_upper = models.FloatField(null=True)
    limit = models.FloatField(_("limit"), null=True)
    limit_upper = models.FloatField(null=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    verdict = models.CharField(_("verdict"), max_length=16, choices=VERDICTS)
    rests_on = models.CharField(
        max_length=10, choices=[(RestsOn.CONFIRMED, _("Confirmed")), (RestsOn.PROPOSED, _("Proposed"))]
    )
    reason = models.TextField(_("reason"), blank=True)
    path = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    """Evidence, modifiers in order, what was assumed, notes."""

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["check_run", "pk"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        indexes = [models.Index(fields=["check_run", "verdict"], name="result_by_verdict")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="pass") | models.Q(measured__isnull=False, limit__isnull=False),
                name="pass_needs_measured_and_limit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_guid}: {self.verdict}"


class CheckPlan(models.Model):
    """The floor plan of one storey as drawn by one check, one file per language."""

    check_run = models.ForeignKey(Check, models.CASCADE, related_name="plans")
    order = models.SmallIntegerField()
    storey_guid = models.CharField(max_length=64)
    storey_name = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=10)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["check_run", "order"]
        verbose_name = _("floor plan")
        verbose_name_plural = _("floor plans")
        constraints = [
            models.UniqueConstraint(
                fields=["check_run", "storey_guid", "language"], name="plan_once_per_storey_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.storey_name} ({self.language})"
