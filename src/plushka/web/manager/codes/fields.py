"""The fields of a batch's form, in words."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from plushka.web.manager.forms.inputs import Input

type Offered = Sequence[tuple[str, str]]


def made() -> list[Input]:
    """Give the fields of what is made once: they stay as they are."""
    return [
        Input("n_codes", "whole", _("How many codes"), _("Up to 10 000 000.")),
        Input(
            "alphabet",
            "choice",
            _("Written with"),
            choices=(
                ("LETTERS", _("letters and digits that nobody mistakes")),
                ("DIGITS", _("digits alone")),
            ),
        ),
        Input(
            "length",
            "whole",
            _("Random characters"),
            _("One more is added, by which typos are told."),
        ),
        Input(
            "prefix",
            "text",
            _("Prefix"),
            _("The same at the beginning of each code, such as CAP. May be left out."),
        ),
    ]


def gives(kind: str, tiers: Offered, draws: Offered) -> list[Input]:
    """Give the fields of what a code gives, as far as they matter for what is chosen."""
    return [*_points(kind, tiers), *_term(kind), *_chances(draws)]


def times() -> list[Input]:
    """Give the fields of when and how often."""
    return [
        Input("valid_from", "date", _("Valid from"), _("Nothing: as soon as it is active.")),
        Input("valid_until", "date", _("Last day"), _("Nothing: until it is closed.")),
        Input(
            "most_per_member",
            "whole",
            _("Codes for one member at most"),
            _("Nothing: no limit."),
        ),
        Input(
            "most_per_day",
            "whole",
            _("Of these, on one day"),
            _("Nothing: no limit. A day ends at midnight, where your company is."),
        ),
    ]


def _points(kind: str, tiers: Offered) -> Iterator[Input]:
    yield Input(
        "kind",
        "choice",
        _("Points"),
        choices=(
            ("fixed", _("the same for everybody")),
            ("tiers", _("by the member’s tier")),
            ("rule", _("by the rules of the programme and campaigns")),
            ("nothing", _("none: only a chance in a draw")),
        ),
    )
    match kind:
        case "tiers":
            for code, name in tiers:
                yield Input(f"tier.{code}", "amount", _("Points in “%s”") % name)
            yield Input("other", "amount", _("Points in any other tier"))
        case "rule" | "nothing":
            return
        case _:
            yield Input("points", "amount", _("Points for a code"))


def _term(kind: str) -> Iterator[Input]:
    if kind in {"rule", "nothing"}:
        return
    yield Input(
        "days",
        "whole",
        _("Days until these points expire"),
        _("Nothing: as gifts of your programme do."),
    )


def _chances(draws: Offered) -> Iterator[Input]:
    if not draws:
        return
    yield Input("draw", "choice", _("Draw"), choices=(("", _("none")), *draws))
    yield Input("chances", "whole", _("Chances in the draw for a code"))
