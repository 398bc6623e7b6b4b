"""What proves a member whose phone was silent for long (T43)."""

import datetime as dt
from typing import ClassVar

import msgspec

from plushka.domain.access.proofs import Told
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import Name


class ProofIn(msgspec.Struct, forbid_unknown_fields=True):
    """Either the number of the member's `card`, or their `birth_date` with its year."""

    CHOICES: ClassVar = (Choice(("card", "birth_date")),)

    card: Name | None = None
    birth_date: dt.date | None = None

    def asked(self, _region: str) -> Told:
        """Put it in the domain's words."""
        if (self.card is None) is (self.birth_date is None):
            raise ValueError("either card or birth_date")
        return Told(card=self.card or "", birth_date=self.birth_date)
