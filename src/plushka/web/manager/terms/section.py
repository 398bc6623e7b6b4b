"""What a section of the programme is in the form."""

from dataclasses import dataclass

from django.utils.functional import Promise

from plushka.web.manager.forms.inputs import Input


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document; a tier may have its own where ``of_tiers``.

    One that is ``optional`` is left out of the document while its ``needed`` fields are empty.
    """

    name: str
    title: str | Promise
    hint: str | Promise
    inputs: tuple[Input, ...]
    of_tiers: bool = False
    needed: tuple[str, ...] = ()
