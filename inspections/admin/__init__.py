from inspections.admin import hazards as hazards
from inspections.admin import tables as tables
