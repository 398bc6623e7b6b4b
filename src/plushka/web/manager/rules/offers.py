"""What a company has to choose from: its tiers, outlets and texts, and names for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.sections.parts import Text
from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.naming import Names, names_of
from plushka.domain.tenants.queries import Place, outlet_names

type Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offers:
    """Codes with their names, in the reader's language."""

    zone: str
    currency: str
    language: str
    tiers: Pairs
    outlets: Pairs
    texts: Pairs

    def choices(self, field: Field) -> Pairs:
        """Give the values a field may be asked for; none where anything may be typed."""
        match field.name:
            case "member.tier":
                return self.tiers
            case "member.outlet" | "outlet.code":
                return self.outlets
        return [(code, field.told_choice(code, self.language)) for code in field.choices]

    @property
    def names(self) -> Names:
        """What people call tiers and outlets, for telling."""
        return names_of(tiers=dict(self.tiers), outlets=dict(self.outlets))


def offers(programme: Programme, place: Place) -> Offers:
    """Gather what there is to choose from."""
    language = get_language() or "en"
    texts: Mapping[str, Text] = programme.messages or {}
    return Offers(
        zone=place.zone,
        currency=programme.money.currency,
        language=language,
        tiers=[(tier.code, tier.name.said_in(language)) for tier in programme.tiers],
        outlets=list(outlet_names().items()),
        texts=[(code, code) for code, text in texts.items() if not text.has_gaps],
    )
