"""What stood in the way of a message, in words: our codes, and those of providers."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

type Text = Any | str | Promise

_HTTP, _SET_UP = "http_", "set_up:"

WORDS: Mapping[str, Text] = {
    # Why a message was not to be sent.
    "member_gone": gettext_lazy("The person is a member no more."),
    "too_late": gettext_lazy("It was of no use any more when its turn came."),
    "member_wants_none": gettext_lazy("The member chose to be told nothing of this."),
    "no_consent": gettext_lazy("The member did not agree to advertising by any way."),
    "no_money": gettext_lazy("No money was left for advertising."),
    "capped": gettext_lazy("The member had as many offers as your rules allow."),
    "blocked": gettext_lazy("The address is blocked: nothing is sent to it."),
    "no_address": gettext_lazy("We know no address by which the member can be told."),
    "true_no_more": gettext_lazy("What it was about had changed before it was sent."),
    "switched_off": gettext_lazy("This kind of message is switched off."),
    # Why it could not be sent.
    "no_channel": gettext_lazy("Nothing is set up that reaches such an address."),
    "failed": gettext_lazy("Every way was tried in vain."),
    "cut_off": gettext_lazy("Our work was cut off while it was handed over."),
    "no_answer": gettext_lazy("The provider does not answer."),
    "no_connection": gettext_lazy("The provider cannot be reached: look at the address."),
    "unreachable": gettext_lazy("The provider cannot be reached."),
    "not_connected": gettext_lazy("The line to the provider is not open."),
    "line_broke": gettext_lazy("The line to the provider broke."),
    "broken_off": gettext_lazy("The line to the provider broke."),
    "rubbish": gettext_lazy("The provider answered what we cannot read."),
    "server_error": gettext_lazy("The provider has a fault of its own."),
    "restarting": gettext_lazy("The provider is starting anew."),
    "too_many": gettext_lazy("The provider asks us to be slower."),
    "unauthorized": gettext_lazy("The provider does not know this token or password."),
    "bad_settings": gettext_lazy("It cannot be used as it is set up."),
    "bad_sender": gettext_lazy("The sender’s name is not one that networks carry."),
    "bad_address": gettext_lazy("The address is none that this way reaches."),
    "bad_number": gettext_lazy("There is no such phone."),
    "bad_request": gettext_lazy("The provider does not take such a message."),
    "no_such_chat": gettext_lazy("There is no such chat any more."),
    "no_speech": gettext_lazy("The text could not be spoken."),
    "no_link": gettext_lazy(
        "No letter advertises without a link to end it: let the server’s keeper name its host in"
        " PLUSHKA_HOSTS."
    ),
    "no_hook": gettext_lazy("The provider knows no address of ours to tell of a pressed key."),
    "not_dialled": gettext_lazy("The phone could not be called."),
    "refused": gettext_lazy("The provider refused it."),
    # What our channels say when they are tried.
    "A password is not sent over a line that anybody can read.": gettext_lazy(
        "A password is not sent over a line that anybody can read. Choose a protected one."
    ),
    "Baresip is not reached, or its sound cannot be written.": gettext_lazy(
        "Baresip is not reached, or its file of the sound cannot be written."
    ),
    "The authority's certificate cannot be read.": gettext_lazy(
        "The certificate cannot be read. Copy it whole, with its first and last line."
    ),
    "The private key cannot be read.": gettext_lazy(
        "The key we made cannot be read. Take this away and set it up anew."
    ),
    "The sender's address is none.": gettext_lazy(
        "The address that letters come from is no address."
    ),
    "The server does not answer in time.": gettext_lazy("The provider does not answer."),
    "The server cannot be reached so: see its name, port and security.": gettext_lazy(
        "The server cannot be reached. Look at its name, its port and the protection of the line."
    ),
}
_TOKEN, _SILENT, _ADDRESS = (
    gettext_lazy("The provider does not know this token or password."),
    gettext_lazy("The provider does not answer."),
    gettext_lazy(
        "The provider does not take our address: it must begin with https:// and be public."
    ),
)
_PARTS: Mapping[str, Text] = {
    "does not know": _TOKEN,
    "does not answer": _SILENT,
    "does not take the address": _ADDRESS,
    "asks us to wait": WORDS["too_many"],
}
_OF_PROVIDER: Mapping[tuple[str, str], str] = {
    ("smsc_ru", "2"): "unauthorized",
    ("smsc_ru", "3"): "no_money_there",
    ("smsc_ru", "4"): "ip_blocked",
    ("smsc_ru", "6"): "forbidden",
    ("smsc_ru", "7"): "bad_number",
    ("smsc_ru", "8"): "undelivered",
    ("smsc_ru", "9"): "too_many",
    ("sms_ru", "200"): "unauthorized",
    ("sms_ru", "201"): "no_money_there",
    ("sms_ru", "202"): "bad_number",
    ("sms_ru", "204"): "bad_sender",
    ("sms_ru", "207"): "bad_number",
    ("sms_ru", "300"): "unauthorized",
    ("sms_ru", "301"): "unauthorized",
    ("turbosms", "103"): "unauthorized",
    ("twilio", "20003"): "unauthorized",
    ("twilio", "21211"): "bad_number",
    ("twilio", "21610"): "blocked_there",
    ("twilio", "20429"): "too_many",
    ("twilio", "busy"): "busy_there",
    ("twilio", "no-answer"): "not_taken",
}
_SAME: Mapping[str, str] = {"smsc_voice": "smsc_ru", "twilio_voice": "twilio"}
"""Providers of calls with whose codes their texts are refused too."""
_THERE: Mapping[str, Text] = {
    "no_money_there": gettext_lazy("No money is left at the provider."),
    "ip_blocked": gettext_lazy("The provider lets nobody in from our address."),
    "forbidden": gettext_lazy("The provider forbids this text or this sender."),
    "undelivered": gettext_lazy("The phone cannot be reached."),
    "busy_there": gettext_lazy("The line was busy."),
    "not_taken": gettext_lazy("Nobody took the call."),
    "blocked_there": gettext_lazy("Its owner told the provider to send nothing more."),
}


def words_of(code: str, provider: str = "") -> str:
    """Say what stood in the way; a provider's code that we have no words for is shown."""
    code = code.strip()
    if not code:
        return ""
    code = _OF_PROVIDER.get((_SAME.get(provider, provider), code), code)
    if said := WORDS.get(code) or _THERE.get(code):
        return str(said)
    if said := next((words for part, words in _PARTS.items() if part in code), None):
        return str(said)
    return _unknown(code)


def _unknown(code: str) -> str:
    if code.startswith(_SET_UP):
        return _("It cannot be used as it is set up. Open it and save it anew.")
    if code.startswith(_HTTP):
        number = code.removeprefix(_HTTP)
        return _("The provider answered with the error %(code)s.") % {"code": number}
    if " " in code:
        return _("The provider says: %(words)s") % {"words": code}
    return _("The provider’s code: %(code)s") % {"code": code}
