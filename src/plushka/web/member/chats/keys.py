"""The buttons under what is said."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from plushka.integrations.chatting import Button

type Rows = tuple[tuple[Button, ...], ...]


def menu() -> Rows:
    """Everything people look for, for who is inside."""
    return (
        (Button(_("Balance"), "/balance"), Button(_("Card"), "/card")),
        (Button(_("History"), "/history"), Button(_("Code for the cashier"), "/code")),
        (Button(_("Gifts"), "/gifts"), Button(_("My orders"), "/orders")),
        (Button(_("Outlets"), "/outlets"), Button(_("Rules"), "/rules")),
        (Button(_("Settings"), "/settings"), Button(_("Help"), "/help")),
    )


def back(*buttons: Button) -> Rows:
    """A few buttons of the answer's own, one a row, and the way to all others."""
    return (*((one,) for one in buttons), (Button(_("Menu"), "/menu"),))


def settings(*, is_frozen: bool) -> Rows:
    """What somebody decides for themselves."""
    spending = (
        Button(_("Allow spending again"), "/unfreeze")
        if is_frozen
        else Button(_("Freeze spending"), "/freeze")
    )
    return back(
        Button(_("Consents and messages"), "/wishes"),
        Button(_("Alias"), "/alias"),
        spending,
        Button(_("Who I am"), "/profile"),
        Button(_("Where I am signed in"), "/devices"),
        Button(_("Language"), "/language"),
        Button(_("Sign out"), "/signout"),
    )


def yes_or_no(yes: str) -> Rows:
    """The answer to a question; agreeing names what is agreed to."""
    return ((Button(yes, "/yes"), Button(_("No"), "/no")),)


def phone(*, vouches: bool) -> Rows:
    """The messenger's own button that tells whose chat it is, where it has one."""
    if not vouches:
        return ((Button(_("Cancel"), "/cancel"),),)
    return ((Button(_("Send my phone number"), asks_phone=True),), (Button(_("Cancel")),))


def languages() -> Rows:
    """Each in its own words."""
    named: Sequence[tuple[str, str]] = (("ru", "Русский"), ("uk", "Українська"), ("en", "English"))
    return tuple((Button(name, f"/language {code}"),) for code, name in named)
