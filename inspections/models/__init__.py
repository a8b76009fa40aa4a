from inspections.models.deadlines import Deadline
from inspections.models.findings import HazardFinding
from inspections.models.hazards import Hazard, Source
from inspections.models.orders import Order, ProofOfService, ServiceMethod
from inspections.models.papers import NumberSeries, PaperKind, PaperPrefix, PaperTitle
from inspections.models.photos import Photo, PhotoUpload
from inspections.models.rectifications import Rectification, RectificationPhoto
from inspections.models.reinspections import Reinspection, ReinspectionPhoto
from inspections.models.scales import DayKind, Grade, GradeScale

APPEND_ONLY = (
    Deadline,
    HazardFinding,
    Order,
    ProofOfService,
    Photo,
    PhotoUpload,
    Rectification,
    RectificationPhoto,
    Reinspection,
    ReinspectionPhoto,
)
"""Tables that the database itself keeps from being rewritten."""

__all__ = [
    "APPEND_ONLY",
    "DayKind",
    "Deadline",
    "Grade",
    "GradeScale",
    "Hazard",
    "HazardFinding",
    "NumberSeries",
    "Order",
    "PaperKind",
    "PaperPrefix",
    "PaperTitle",
    "Photo",
    "PhotoUpload",
    "ProofOfService",
    "Rectification",
    "RectificationPhoto",
    "Reinspection",
    "ReinspectionPhoto",
    "ServiceMethod",
    "Source",
]
