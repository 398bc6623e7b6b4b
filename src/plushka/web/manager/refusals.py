"""Why a draft cannot be changed or published, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.programmes.drafts import DraftHasErrors, DraftOutdated, DraftUnknown
from plushka.domain.workbench.operations import ExamplesFail
from plushka.domain.workbench.queries import ExampleUnknown
from plushka.lib.refusal import BadField, Refusal


def sentence(refusal: Refusal) -> str:
    """Say why, and what to do about it."""
    match refusal:
        case DraftUnknown():
            return _("There is no draft any more: somebody published or discarded it.")
        case DraftOutdated():
            return _("A newer version was published since. Discard this draft and begin anew.")
        case DraftHasErrors():
            return _("Look at the errors that were found, and mend them first.")
        case ExamplesFail():
            names = ", ".join(f"«{one.example.name}»" for one in refusal.failed)
            if get_language() == "en":
                names = names.replace("«", "“").replace("»", "”")
            return _("These examples come out differently: %(names)s.") % {"names": names}
        case BadField(path="valid_from"):
            return _("A version cannot begin in the past. Choose a moment to come, or none.")
        case _:
            return _("This is no programme yet. Each place that is wrong is named.")


def example_sentence(refusal: Refusal) -> str:
    """Say why an example is not kept or forgotten."""
    match refusal:
        case ExampleUnknown():
            return _("There is no such example any more.")
        case BadField(path="name"):
            return _("Give the example a name that no other has. There may be 200 of them.")
        case _:
            return _(
                "This receipt cannot be kept. Type prices, and look at what it comes to first."
            )
