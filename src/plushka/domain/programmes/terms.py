"""When points open and when they end (E8, E10, E26, T14, T18)."""

import datetime as dt

from msgspec import UNSET, Struct

from plushka.domain.ledger.terms import LotKind, LotTerms
from plushka.domain.programmes import document
from plushka.lib.days import local_day, start_of_day, term_end


class Terms(Struct, frozen=True):
    """The terms of one tier. Days are local days of `zone`, counted from the day of `at`."""

    wait_days: int
    purchase_days: int | None
    gift_days: int | None
    zone: str

    def lot(
        self, kind: LotKind, at: dt.datetime, received: dt.datetime, days: int | None
    ) -> LotTerms:
        """Give the terms of points granted at `at` and known to us since `received`.

        Points of a purchase wait as the tier says; all others open at once. `days` is a term of
        the gift's own.
        """
        day = local_day(at, self.zone)
        is_purchase = kind == "PURCHASE"
        if is_purchase and self.wait_days:
            available_at = start_of_day(day + dt.timedelta(days=self.wait_days), self.zone)
        else:
            available_at = min(at, received)
        if days is None:
            days = self.purchase_days if is_purchase else self.gift_days
        expires_at = None if days is None else term_end(day, days, self.zone)
        return LotTerms(kind, available_at, expires_at)


def terms(tier: document.Tier, programme: document.Programme, zone: str) -> Terms:
    """Compile the terms of a tier."""
    activation = programme.activation if tier.activation is UNSET else tier.activation
    expiry = programme.expiry if tier.expiry is UNSET else tier.expiry
    wait_days = 1 if activation.mode == "next_day" else 0
    if activation.mode == "after_days" and activation.days is not UNSET:
        wait_days = activation.days
    return Terms(wait_days, expiry.purchase_days, expiry.gift_days, zone)
