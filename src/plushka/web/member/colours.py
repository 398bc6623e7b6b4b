"""How a company looks: its colour, made readable by day and by night."""

from dataclasses import dataclass

from django.urls import reverse

from plushka.domain.tenants.queries import Place, branding_of
from plushka.lib.colours import BLACK, READABLE, contrast, text_on

_DAY, _NIGHT = "#ffffff", "#2b2622"
"""The lightest and the darkest sheet that the company's colour is written on."""

_STEPS = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """A company's colours: of its card, and of text and buttons by day and by night."""

    name: str
    face: str
    on_face: str
    by_day: str
    by_night: str
    #: What stands on a button of this colour.
    on_day: str
    on_night: str
    #: The address of the logo; empty where there is none.
    logo: str

    @property
    def letter(self) -> str:
        """What the icon shows where there is no logo."""
        return next((letter.upper() for letter in self.name if letter.isalnum()), "P")

    @property
    def version(self) -> str:
        """What changes with the colours, for the address of their sheet."""
        return self.face.lstrip("#") + self.on_face.lstrip("#")


def looks_of(place: Place) -> Looks:
    """Give a company's looks; what it has not chosen is ours."""
    chosen = branding_of(place)
    by_day, by_night = readable(chosen.colour, _DAY), readable(chosen.colour, _NIGHT)
    return Looks(
        name=place.name,
        face=chosen.colour,
        on_face=chosen.text_colour,
        by_day=by_day,
        by_night=by_night,
        on_day=text_on(by_day),
        on_night=text_on(by_night),
        logo=f"{reverse('brand-logo', args=[place.slug])}?v={chosen.logo}" if chosen.logo else "",
    )


def readable(colour: str, paper: str) -> str:
    """Move a colour away from the paper until text of it can be read there."""
    goal = 0 if text_on(paper) == BLACK else 255
    start = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    moved = colour
    for step in range(_STEPS + 1):
        red, green, blue = (part + (goal - part) * step // _STEPS for part in start)
        moved = f"#{red:02x}{green:02x}{blue:02x}"
        if contrast(moved, paper) >= READABLE:
            break
    return moved
