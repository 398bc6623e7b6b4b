"""What is wrong with a field of the company's forms, and what to do about it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

_OF_FIELD: dict[tuple[str, str], Callable[[], str]] = {
    ("code", "unreadable"): lambda: _(
        "Use up to 40 small Latin letters, digits, hyphens and _, such as center-2."
    ),
    ("code", "taken"): lambda: _("Another outlet has this code. Choose another one."),
    ("coordinates", "unreadable"): lambda: _(
        "Type latitude and longitude in degrees, such as 55.7558, 37.6173."
    ),
    ("currency", "sold"): lambda: _(
        "Something was sold in the old currency already, so it stays."
    ),
    ("colour", "unreadable"): lambda: _("Choose a colour, such as #1c6b4f."),
    ("text_colour", "contrast"): lambda: _(
        "Text of this colour cannot be read on the other one. Choose the other text, "
        "or leave the choice to us."
    ),
    ("logo", "too_long"): lambda: _("The picture has more than 256 KB. Choose a smaller one."),
    ("logo", "unreadable"): lambda: _(
        "This is no picture we can read. Choose a PNG, JPEG or WebP."
    ),
    ("silence_days", "unreadable"): lambda: _("Type a whole number of days, from 30 to 3650."),
    ("phone", "unreadable"): lambda: _("There is no such phone number. Type all its digits."),
    ("phone", "sold"): lambda: _("Something was sold already: go on at the till."),
    ("total", "unreadable"): lambda: _("Type a sum, such as 146.98."),
    ("scopes", "empty"): lambda: _("Choose at least one thing that the key may do."),
    ("rate", "unreadable"): lambda: _("Type a whole number of requests, or nothing."),
    ("outlet", "unknown"): lambda: _("There is no such outlet any more. Choose another one."),
    ("name", "too_many"): lambda: _("There are 200 keys already. Revoke those nobody uses."),
}

_OF_ANY: dict[str, Callable[[], str]] = {
    "empty": lambda: _("Fill this in."),
    "too_long": lambda: _("This is too long. Shorten it."),
    "clash": lambda: _(
        "These hours meet others. A span after midnight belongs to the day before."
    ),
}


def sentence(field: str, fault: str) -> str:
    """Say what is wrong with a field."""
    if field.startswith("hours.") and fault == "unreadable":
        return _("Type spans such as 9:00–14:00, 15:00–21:00, or nothing for a day off.")
    if said := _OF_FIELD.get((field, fault)):
        return said()
    if said := _OF_ANY.get(fault):
        return said()
    return _("This cannot be used. Choose or type another one.")


def look_again() -> str:
    """Say that something is wrong, above the form."""
    return _("Nothing was changed yet. Look at the fields that are marked.")


def changed_meanwhile() -> str:
    """Say that a colleague was quicker."""
    return _(
        "Somebody changed this while you were editing. Below is what you typed; "
        "open the page anew to see theirs, then decide."
    )


def form_too_old() -> str:
    """Say that the form was open for too long."""
    return _("This form was open for too long. Look at it once more and send it again.")


def preset(fault: str) -> str:
    """Say why another programme cannot begin now."""
    if fault == "sold":
        return _("Something was sold already. Change the programme by a draft.")
    return _("Choose one of the programmes.")
