"""Why a draft cannot be changed or published, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.campaigns.operations import (
    CampaignChanged,
    CampaignLaunched,
    CampaignNotRunning,
    CampaignUnchanged,
)
from plushka.domain.campaigns.queries import CampaignUnknown
from plushka.domain.campaigns.reading import CampaignInvalid
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.drafts import (
    DraftChanged,
    DraftExists,
    DraftHasErrors,
    DraftOutdated,
    DraftUnknown,
)
from plushka.domain.programmes.queries import VersionUnknown
from plushka.domain.workbench.operations import ExamplesFail
from plushka.domain.workbench.queries import ExampleUnknown
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.campaigns.faults import unfitting
from plushka.web.ui.refusals import sentence as till_sentence


def sentence(refusal: Refusal) -> str:  # noqa: PLR0911 - one a reason
    """Say why, and what to do about it."""
    match refusal:
        case DraftUnknown():
            return _("There is no draft any more: somebody published or discarded it.")
        case DraftOutdated():
            return _("A newer version was published since. Discard this draft and begin anew.")
        case DraftChanged():
            return _(
                "Somebody changed the draft meanwhile. Open the page anew, and change what is"
                " still to be changed."
            )
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


def replay_sentence(refusal: Refusal) -> str:
    """Say why a replay is not asked for, or a reckoning made no draft."""
    match refusal:
        case DraftExists():
            return _("There is a draft already. Publish or discard it first.")
        case VersionUnknown():
            return _("There is no such version. Choose one of the list.")
        case BadField(path="days"):
            return _("Type a whole number of days from 1 to 9999, or none for everything.")
        case BadField(path="until"):
            return _("Choose a last day that is not before the first one, or none for today.")
        case BadField(path="source"):
            return _("Choose what is tried on the past.")
        case _:
            return sentence(refusal)


def trial_sentence(refusal: Refusal) -> str:
    """Say why a receipt cannot be tried at a moment to come."""
    match refusal:
        case MemberUnknown() | BadField(path="member"):
            return _("Nobody is found by that. Check it, or leave it empty for one made up.")
        case DraftUnknown() | VersionUnknown():
            return _("There is no such draft or version any more. Choose another one.")
        case BadField(path="receipt.at"):
            return _("Choose a moment between now and ten years ahead.")
        case BadField(path="points"):
            return _("Type the points as a number, like 12.50.")
        case _:
            return till_sentence(refusal)


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


def campaign_sentence(refusal: Refusal) -> str:  # noqa: PLR0911 - one a reason
    """Say why a campaign is not kept, launched or stopped."""
    match refusal:
        case CampaignUnknown():
            return _("There is no such campaign any more.")
        case CampaignChanged():
            return _(
                "Somebody changed this campaign meanwhile. Open the page anew, and change what is"
                " still to be changed."
            )
        case CampaignUnchanged():
            return _("It is launched as it stands. Change something first.")
        case CampaignNotRunning():
            return _("It does not run: it was stopped, or never launched.")
        case CampaignLaunched():
            return _("It was launched once, so it stays. It can be stopped.")
        case CampaignInvalid():
            return _last_of(refusal.errors)
        case _:
            return _("This is no campaign yet. Each place that is wrong is named.")


def _last_of(errors: list[tuple[str, str]]) -> str:
    """Say what hinders a launch, where no form is beside it."""
    if unfit := unfitting(*errors[0]):
        return unfit
    match errors[0]:
        case "rules", _message:
            return _("A campaign gives something: it keeps its last rule.")
        case "ends", str(message) if "over already" in message:
            return _("The campaign would be over already. Choose a later end.")
        case "stacking.mode", str(message) if "same group" in message:
            return _(
                "A running campaign of this group is stacked in another way. Name another group."
            )
        case str(path), _message if path.startswith("budgets") and "already" in errors[0][1]:
            return _("A budget is less than what was given already.")
        case _:
            return _("This is no campaign yet. Each place that is wrong is named.")
