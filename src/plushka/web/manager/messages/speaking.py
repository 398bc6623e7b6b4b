"""How a company speaks and what it pays: read once for a page."""

import datetime as dt
from dataclasses import dataclass

import phonenumbers

from plushka.domain.messaging import pricing
from plushka.domain.messaging.filters import Voice
from plushka.domain.messaging.pricing import Prices
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.document import Programme
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day


@dataclass(frozen=True, slots=True)
class Speaking:
    """What previews are made with."""

    place: Place
    programme: Programme
    prices: Prices
    today: dt.date

    def voice(self, language: str) -> Voice:
        """Speak a language, in the programme's words for points."""
        return Voice(language, self.programme.unit, self.programme.money.currency)

    @property
    def currency(self) -> str:
        """The company's money."""
        return self.programme.money.currency

    @property
    def phone(self) -> str:
        """How phones of the company's country begin: what a message costs is said of them."""
        return f"+{phonenumbers.country_code_for_region(self.place.region)}"

    def tiers(self, language: str) -> list[tuple[str, str]]:
        """Give the tiers with their names."""
        return [(tier.code, tier.name.said_in(language)) for tier in self.programme.tiers]


def speaking(place: Place, *, at: dt.datetime) -> Speaking:
    """Read how a company speaks."""
    rules = programmes.rules(zone=place.zone).at(at)
    prices, _edition = pricing.get_prices()
    return Speaking(place, rules.document, prices, local_day(at, place.zone))
