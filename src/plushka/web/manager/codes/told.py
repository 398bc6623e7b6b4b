"""Batches in words: what a code gives, how hard it is to guess, what can be done next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plushka.domain.codes import odds
from plushka.domain.codes.alphabets import Alphabet
from plushka.domain.codes.counting import Far
from plushka.domain.codes.giving import ByRule, ByTier, Fixed, Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.odds import Odds
from plushka.domain.codes.queries import OVER
from plushka.domain.draws.models import Draw
from plushka.domain.programmes.compiled import Compiled
from plushka.web.manager.codes.batch_form import Company
from plushka.web.manager.codes.words import STATES
from plushka.web.manager.lab.charts import Bar, bars
from plushka.web.ui.clock import now
from plushka.web.ui.templatetags import ui

GUESSES = 10_000
_TOO_LITTLE_TO_SAY = 0.001
_MANY = 10.0


@dataclass(frozen=True, slots=True)
class Line:
    """A batch in the list."""

    batch: Batch
    state: Any | Promise
    far: Far

    @property
    def left(self) -> int:
        """How many codes somebody may still activate, now or once they are in force."""
        return 0 if self.batch.state in OVER else self.batch.n_made - self.far.n_activated

    @property
    def funnel(self) -> list[Bar]:
        """Draw how many codes came how far: printed, handed over, in force, activated."""
        made = self.batch.n_made
        steps = (
            (_("Codes made"), made),
            (_("Codes handed over"), made if self.batch.shipped_at else 0),
            (_("Codes that may be activated"), made if self.batch.active_at else 0),
            (_("Codes activated"), self.far.n_activated),
        )
        return bars((name, n, ui.whole(n)) for name, n in steps)


def line(batch: Batch, far: Far) -> Line:
    """Put a batch in words."""
    return Line(batch, STATES[batch.state], far)


def company_of(zone: str, programme: Compiled, *, draw: Any = None) -> Company:
    """Give what forms have to know; ``draw`` is offered even where it is over."""
    language = get_language() or "en"
    tiers = [(code, programme.tier_name(code, language)) for code in programme.of_tiers]
    open_draws = Draw.objects.filter(
        state__in=(Draw.State.DRAFT, Draw.State.OPEN), closes_at__gt=now()
    )
    if draw is not None:
        open_draws = open_draws | Draw.objects.filter(id=draw)
    found = open_draws.order_by("name", "id").values_list("id", "name")
    return Company(zone, tiers, [(str(id_), name) for id_, name in found])


def gives_told(gives: Gives, company: Company, programme: Compiled) -> list[str]:
    """Say what a code gives, in sentences."""
    return [*_points_told(gives, company, programme), *_chances_told(gives, company)]


def _points_told(gives: Gives, company: Company, programme: Compiled) -> Iterator[str]:
    unit = programme.document.unit
    match gives.points:
        case Fixed(points=points):
            yield _("%(points)s for everybody.") % {"points": ui.points(points, unit)}
        case ByTier(points=points, other=other):
            names = dict(company.tiers)
            for code, of_tier in points.items():
                told = {"tier": names.get(code, code), "points": ui.points(of_tier, unit)}
                yield _("“%(tier)s”: %(points)s.") % told
            yield _("Any other tier: %(points)s.") % {"points": ui.points(other, unit)}
        case ByRule():
            yield _("Points by the rules of the programme and of campaigns.")
    if gives.days is not None:
        text = ngettext(
            "They expire after %(days)d day.", "They expire after %(days)d days.", gives.days
        )
        yield text % {"days": gives.days}


def _chances_told(gives: Gives, company: Company) -> Iterator[str]:
    if gives.draw_id is None:
        return
    name = dict(company.draws).get(str(gives.draw_id), "")
    text = ngettext(
        "%(n)d chance in the draw “%(name)s”.",
        "%(n)d chances in the draw “%(name)s”.",
        gives.chances,
    )
    yield text % {"n": gives.chances, "name": name}


def _percent(percent: float) -> str:
    """Write two digits that say something, in the reader's language: 0,012, 3,5, 98."""
    text = f"{percent:.0f}" if percent >= _MANY else f"{percent:.2g}"
    return text if get_language() == "en" else text.replace(".", ",")


@dataclass(frozen=True, slots=True)
class OddsTold:
    """How hard it is to guess codes, in sentences."""

    said: list[str]
    #: Why there will be no such codes; empty where there will.
    stop: str
    is_weak: bool


def odds_told(found: Odds, *, alphabet: str, length: int) -> OddsTold:
    """Say how hard guessing is."""
    kind: Alphabet = "DIGITS" if alphabet == "DIGITS" else "LETTERS"
    said = [
        _("There are %(space)s such codes, and %(issued)s of them are worth something.")
        % {"space": ui.whole(found.space), "issued": ui.whole(found.issued)},
        _("One guess in %(n)s meets one.") % {"n": ui.whole(max(1, found.one_in))},
    ]
    percent = 100 * odds.chance_of_any(GUESSES, found)
    if percent > _TOO_LITTLE_TO_SAY:
        text = _("Of %(guesses)s guesses, at least one is right with a chance of %(chance)s %%.")
        said.append(text % {"guesses": ui.whole(GUESSES), "chance": _percent(percent)})
    least = odds.shortest(alphabet=kind, issued=found.issued)
    stop = ""
    if length < least:
        text = ngettext(
            "That is too easy. Take %(least)d random character or more.",
            "That is too easy. Take %(least)d random characters or more.",
            least,
        )
        stop = text % {"least": least}
    return OddsTold(said, stop, found.is_weak)
