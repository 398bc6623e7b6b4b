"""When points open and when they end (E8, E10, E26, T14, T18)."""

import datetime as dt

from msgspec import UNSET, Struct

from plushka.domain.ledger.terms import UNTIL_TOLD, LotKind, LotTerms
from plushka.domain.programmes import document, ends
from plushka.lib.days import local_day, start_of_day, term_end


class Terms(Struct, frozen=True):
    """The terms of one tier. Days are local days of `zone`, counted from the day of `at`."""

    wait_days: int
    #: The type of the event that points of purchases wait for; empty where they wait for none.
    waits_for: str
    purchase_end: ends.End
    gift_end: ends.End
    zone: str

    def lot(
        self,
        kind: LotKind,
        at: dt.datetime,
        received: dt.datetime,
        days: int | None,
        opens_days: int = 0,
    ) -> LotTerms:
        """Give the terms of points granted at `at` and known to us since `received`.

        Points of a purchase wait as the tier says, others for `opens_days`. `days` is a term of
        the gift's own.
        """
        day = local_day(at, self.zone)
        is_purchase = kind == "PURCHASE"
        if is_purchase and self.waits_for and not self.wait_days:
            available_at = UNTIL_TOLD
        elif waits := self.wait_days if is_purchase else opens_days:
            available_at = start_of_day(day + dt.timedelta(days=waits), self.zone)
        else:
            available_at = min(at, received)
        if days is not None:
            expires_at: dt.datetime | None = term_end(day, days, self.zone)
        else:
            end = self.purchase_end if is_purchase else self.gift_end
            expires_at = end.of(day, self.zone)
        return LotTerms(kind, available_at, expires_at)


def terms(tier: document.Tier, programme: document.Programme, zone: str) -> Terms:
    """Compile the terms of a tier."""
    activation = programme.activation if tier.activation is UNSET else tier.activation
    expiry = programme.expiry if tier.expiry is UNSET else tier.expiry
    return Terms(
        waiting_days(activation),
        activation.type if activation.type is not UNSET else "",
        ends.purchase_end(expiry),
        ends.gift_end(expiry),
        zone,
    )


def waiting_days(activation: document.Activation) -> int:
    """Give for how many local days points of a purchase stay closed; at most, where they wait."""
    match activation:
        case document.Activation(mode="next_day"):
            return 1
        case document.Activation(mode="after_days", days=int(days)):
            return days
        case document.Activation(mode="event", latest_days=int(days)):
            return days
    return 0
