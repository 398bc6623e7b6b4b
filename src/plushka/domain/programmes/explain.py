"""Every number in words (B2): from the facts kept with it, in the reader's language.

An explanation is one sentence or a few: the first says what the number is, those after it say
what led there. Each is whole in its language; nothing is glued together within a sentence.
"""

from collections.abc import Callable, Iterator, Mapping

from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.texts import en, ru, uk
from plushka.domain.programmes.texts.counted import Counted, Sentence
from plushka.domain.programmes.texts.wording import Worded
from plushka.lib.plural import plural

type Said = Iterator[tuple[str, Facts]]

_SENTENCES: Mapping[str, Mapping[str, Sentence]] = {
    "ru": ru.SENTENCES,
    "uk": uk.SENTENCES,
    "en": en.SENTENCES,
}


def explain(facts: Facts, language: str) -> str:
    """Say in words what the facts of a number say; in English where we do not speak a language.

    Refuses, with ValueError, facts that are not ours.
    """
    if language not in _SENTENCES:
        language = "en"
    sentences = _SENTENCES[language]
    return ". ".join(_say(sentences[key], known, language) for key, known in _said(facts))


def _say(sentence: Sentence, facts: Facts, language: str) -> str:
    if isinstance(sentence, Counted):
        hundredths = facts[sentence.by] * (100 if sentence.in_ones else 1)
        sentence = sentence.form(plural(hundredths, language))
    return sentence.format_map(Worded(facts, language))


def _said(facts: Facts) -> Said:
    """Choose the sentences, each with the facts it needs."""
    match facts:
        case {"method": str(method), "about": "discount"} if method in _AROUND:
            yield from _discount(facts)
        case {"method": str(method)} if method in _AROUND:
            yield from _earning(facts)
        case {"method": str(method)} if method in en.WHOLE:
            yield method, facts
        case {"rule": "expiry", "reason": str(reason)} if f"expiry {reason}" in en.SENTENCES:
            yield f"expiry {reason}", facts
        case {"rule": "merge" | "bulk" as rule, "side": str(side)} if (
            f"{rule} {side}" in en.SENTENCES
        ):
            yield f"{rule} {side}", facts
        case _:
            raise ValueError(f"nothing explains {facts}")


def _earning(facts: Facts) -> Said:
    if facts["points"]:
        first = "percent" if facts["method"] in {"bands", "days"} else facts["method"]
        yield f"{first} redeemed" if "redeemed" in facts else first, facts
    else:
        yield _nothing(facts), facts
    if facts["base"]:
        yield from _AROUND[facts["method"]](facts)
    if "excluded" in facts:
        yield "excluded", facts


def _discount(facts: Facts) -> Said:
    is_marginal = facts["method"] == "marginal"
    yield "discount marginal" if is_marginal else "discount percent", facts
    yield from _AROUND[facts["method"]](facts)
    if "excluded" in facts:
        yield "discount excluded", facts


def _nothing(facts: Facts) -> str:
    """Why nothing was earned."""
    if not facts["base"]:
        match "redeemed" in facts, "excluded" in facts:
            case True, True:
                return "nothing rest"
            case True, False:
                return "nothing redeemed"
            case False, True:
                return "nothing excluded"
            case _:
                return "nothing unpaid"
    if facts["method"] == "per_full" and facts.get("seen", facts["base"]) < facts["each"]:
        return "nothing step"
    is_zero_percent = "percent" in facts and not facts["percent"].strip("0.")
    return "nothing percent" if is_zero_percent else "nothing small"


def _no_more(_facts: Facts) -> Said:
    yield from ()


def _bands(facts: Facts) -> Said:
    """Which band it was; a single band needs no word."""
    match facts:
        case {"above": _, "upto": _}:
            yield "bands between", facts
        case {"above": _}:
            yield "bands above", facts
        case {"upto": _}:
            yield "bands upto", facts


def _marginal(facts: Facts) -> Said:
    """What each band gave that the sum reached."""
    above = 0
    for percent, upto in facts["bands"]:
        if above and facts["base"] <= above:
            return
        known = {**facts, "percent": percent, "above": above, "upto": upto}
        match bool(above), bool(upto):
            case False, False:
                yield "marginal only", known
            case False, True:
                yield "marginal upto", known
            case True, False:
                yield "marginal above", known
            case _:
                yield "marginal between", known
        above = upto


def _days(facts: Facts) -> Said:
    """How long ago the last purchase was."""
    match facts:
        case {"days": 0}:
            yield "days same", facts
        case {"days": _}:
            yield "days", facts
        case _:
            yield "days none", facts


_AROUND: dict[str, Callable[[Facts], Said]] = {
    "percent": _no_more,
    "bands": _bands,
    "marginal": _marginal,
    "per_full": _no_more,
    "days": _days,
    "proportional": _no_more,
}
"""What is said after the first sentence, for each method."""
