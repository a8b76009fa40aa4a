from core.admin import accounts as accounts
from core.admin import places as places
from core.admin import records as records
