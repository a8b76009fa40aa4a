"""Everything that the paper says, as plain data: what is hashed is what is printed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from core.models import User
from portal.dossier.danger import hazards_of
from portal.dossier.evidence import evidence_of
from portal.dossier.identity import contacts_of, identity_of
from portal.dossier.known import facts_of_building, key_facts, unregistered
from portal.dossier.lifts import lifts_of
from portal.dossier.model import model_of
from portal.dossier.plans import plans_of
from portal.dossier.records import records_of
from portal.dossier.verdicts import verdicts_of
from portal.dossier.ways import ways_of
from registry.models import Building

FORMAT = "building-dossier/1"


def collect(building: Building, user: User) -> dict[str, Any]:
    """Dicts, lists, texts, numbers and dates in the active language. The building was found through ``visible_to``."""
    model = model_of(building)
    records = records_of(building, user)
    hazards = hazards_of(building, user, records.of_hazard)
    return {
        "format": FORMAT,
        "building": identity_of(building),
        "contacts": contacts_of(building, user),
        "hazards": hazards,
        "lifts": lifts_of(building, user),
        "key": key_facts(building),
        "facts": facts_of_building(building),
        "unregistered": unregistered(),
        "ways": ways_of(model),
        "check": verdicts_of(model),
        "plans": plans_of(model),
        "records": records.shown,
        "evidence": evidence_of(building, user, model),
    }


def digest(data: dict[str, Any]) -> str:
    """SHA-256 of the data as canonical JSON: sorted keys, UTF-8, no spaces, dates in ISO form."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
