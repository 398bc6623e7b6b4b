"""Have Twilio call people, and read what it tells of calls, signed with the account's token.

What is said is handed over with the call, as TwiML: Twilio asks us for nothing while it rings.
"""

from typing import Annotated
from xml.sax.saxutils import escape, quoteattr

import msgspec

from plushka.integrations import speech, texting
from plushka.integrations.asking import Rubbish
from plushka.integrations.sending import Accepted, Heard, Outgoing, Refused, Report, Result
from plushka.integrations.twilio import channel as twilio

LANGUAGES = {"ru": "ru-RU", "uk": "uk-UA", "en": "en-US"}
RING_SECONDS = 30
LONGEST_CALL_SECONDS = 180
ANSWERED = "completed"
FAILED = {
    "busy": "busy",
    "no-answer": "no-answer",
    "failed": "not_dialled",
    "canceled": "not_dialled",
}
"""What we call it; the rest of the states is on its way."""


class Settings(twilio.Settings, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An account with Twilio, for calls."""

    sender: Annotated[str, msgspec.Meta(pattern=r"^\+[0-9]{7,15}$")]
    """The number that is shown to who is called: the account's, or one that it has proved."""

    hook_url: str = ""
    """Where Twilio tells of calls; without it nobody is asked for a key."""

    voice: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.-]*$")] = ""
    """Who speaks, as Twilio names its voices; empty is Twilio's choice for the language."""

    wait_seconds: Annotated[int, msgspec.Meta(ge=1, le=30)] = 10
    """How long to wait for a key after the text was said."""


class TwilioVoice(twilio.Twilio):
    """Calls of one account with Twilio."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._voice = settings

    async def send(self, message: Outgoing) -> Result:
        """Have somebody called; what became of it is told later."""
        sender, hook = message.sender or self._voice.sender, self._voice.hook_url
        if not texting.is_phone(sender):
            return Refused("bad_sender", is_final=True)
        if refused := texting.refusal(message, sender=sender):
            return refused
        if message.is_answered and not hook:
            return Refused("no_hook", is_final=True)
        said: dict[str, str | int] = {
            "To": message.to,
            "From": sender,
            "Twiml": self._twiml(message),
            "Timeout": RING_SECONDS,
            "TimeLimit": LONGEST_CALL_SECONDS,
        }
        if hook:
            said["StatusCallback"] = hook
        read = await self._made("Calls", said)
        return Accepted(str(read["sid"])) if isinstance(read, dict) else read

    def _twiml(self, message: Outgoing) -> str:
        """Write what the call does: it says the text, and waits for a key if one is asked for."""
        language = LANGUAGES.get(message.language, "ru-RU")
        voice = f" voice={quoteattr(self._voice.voice)}" if self._voice.voice else ""
        text = escape(_sayable(speech.aloud(message)))
        what = f'<Say language="{language}"{voice}>{text}</Say>'
        if message.is_answered:
            where, wait = quoteattr(self._voice.hook_url), self._voice.wait_seconds
            key = f'input="dtmf" numDigits="1" finishOnKey="" timeout="{wait}" action={where}'
            what = f"<Gather {key}>{what}</Gather>"
        return f'<Response><Pause length="1"/>{what}</Response>'

    def _heard(self, form: dict[str, str]) -> Heard | None:
        """Read what Twilio tells: of a key while the call goes on, and of its end."""
        provider_id, state = form.get("CallSid", ""), form.get("CallStatus", "")
        if not provider_id or not state:
            raise Rubbish
        if "Digits" in form:
            return Report(provider_id, "DELIVERED", pressed=form["Digits"][:1])
        if state == ANSWERED:
            return Report(provider_id, "DELIVERED")
        if state in FAILED:
            return Report(provider_id, "FAILED", code=form.get("ErrorCode") or FAILED[state])
        return None


def _sayable(text: str) -> str:
    """Leave away what XML cannot carry."""
    return "".join(one if one.isprintable() else " " for one in text)


def open_channel(settings: Settings) -> TwilioVoice:
    """Make the channel."""
    return TwilioVoice(settings)
