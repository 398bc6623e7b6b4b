"""Percents by the sum of a receipt and by days since the last purchase."""

from collections.abc import Sequence

from msgspec import UNSET

from plushka.domain.programmes.document import Band, DayBand, DaysSince
from plushka.domain.programmes.telling.speech import Sentences, Speech


def bands(about: str, found: Sequence[Band], speech: Speech) -> Sentences:
    """Tell each band; ``about`` is what they are bands of: "earning whole", "discount whole"…"""
    above = ""
    for band in found:
        yield _band(about, band, above, speech)
        above = "" if band.upto is UNSET else band.upto


def _band(about: str, band: Band, above: str, speech: Speech) -> str:
    upto = "" if band.upto is UNSET else band.upto
    place = "between" if above and upto else "above" if above else "upto" if upto else "only"
    return speech.say(
        f"{about} {place}",
        percent=speech.percent(band.percent),
        above=speech.money(above) if above else "",
        upto=speech.money(upto) if upto else "",
    )


def days_since(about: str, found: DaysSince, speech: Speech) -> Sentences:
    """Tell what each wait gives, then what all others get."""
    yield from (_days(about, band, speech) for band in found.bands)
    yield speech.say(f"{about} otherwise", percent=speech.percent(found.otherwise))


def _days(about: str, band: DayBand, speech: Speech) -> str:
    key = f"{about} days" if band.upto else f"{about} same day"
    return speech.say(key, count=band.upto, percent=speech.percent(band.percent))
