from core.models.areas import Area
from core.models.calendar import CalendarDay, CalendarYear
from core.models.files import StoredFile
from core.models.history import Chain, Event
from core.models.jobs import Job, JobState
from core.models.memberships import Function, Membership
from core.models.organisations import Organisation, OrganisationKind
from core.models.tokens import ApiToken, TokenScope
from core.models.users import User

__all__ = [
    "ApiToken",
    "Area",
    "CalendarDay",
    "CalendarYear",
    "Chain",
    "Event",
    "Function",
    "Job",
    "JobState",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "StoredFile",
    "TokenScope",
    "User",
]
