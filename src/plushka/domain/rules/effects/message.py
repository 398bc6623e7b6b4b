"""Something is said, to the member or to who brought them (R25)."""

from typing import Literal, override

from plushka.domain.rules.effects.effect import Code, Effect
from plushka.domain.rules.words import Words

_MEMBER = Words("сообщение «{text}»", "повідомлення «{text}»", "message “{text}”")
_REFERRER = Words(
    "сообщение «{text}» пригласившему",
    "повідомлення «{text}» тому, хто запросив",
    "message “{text}” to the referrer",
)


class Message(Effect, frozen=True, tag="message"):
    """A text of the programme, by its code."""

    text: Code
    to: Literal["member", "referrer"] = "member"

    @override
    def told(self, language: str, currency: str) -> str:
        words = _MEMBER if self.to == "member" else _REFERRER
        return words.said_in(language).format(text=self.text)
