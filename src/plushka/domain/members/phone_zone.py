"""Which hour it is where a phone is."""

from functools import lru_cache

import phonenumbers
from phonenumbers import timezone


@lru_cache(maxsize=20_000)
def zone_of(phone: str, own_zone: str) -> str:
    """Name the zone of an E.164 phone: its own where its number tells one, else the company's.

    Mobile numbers of a large country tell many zones; then the company's is as likely as any.
    """
    zones = timezone.time_zones_for_number(phonenumbers.parse(phone))
    return zones[0] if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE else own_zone
