from bim.models.acceptances import Acceptance
from bim.models.checks import Check, CheckPlan, CheckResult
from bim.models.desk import DeskCheck
from bim.models.model_sets import ModelFile, ModelSet, ModelSetBuilding, ModelVersion
from bim.models.reviews import Review

__all__ = [
    "Acceptance",
    "Check",
    "CheckPlan",
    "CheckResult",
    "DeskCheck",
    "ModelFile",
    "ModelSet",
    "ModelSetBuilding",
    "ModelVersion",
    "Review",
]
