"""What people mean: a pressed button, a command, or a word in whichever language they write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plushka.lib.folding import skeleton

LONGEST = 200
"""More of a text is not looked at: no answer to any question is so long."""

_LONGEST_WORDS = 40
_COMMAND = re.compile(r"/([a-z]{1,20})(?:@\w{1,64})?(?:\s+(.{0,100}))?", re.ASCII | re.DOTALL)
_NOISE = re.compile(r"[^\w\s?]")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: a command's name, and the word after it."""

    name: str
    word: str = ""


WORDS: Mapping[str, tuple[str, ...]] = {
    "menu": ("меню", "menu", "начать", "почати", "назад", "back"),
    "help": ("помощь", "допомога", "help", "?", "что ты умеешь", "що ти вмієш"),
    "balance": ("баланс", "balance", "бонусы", "бонуси", "баллы", "бали", "points"),
    "lots": ("что сгорит", "що згорить", "сгорание", "згоряння"),
    "card": ("карта", "картка", "card", "qr", "моя карта", "моя картка"),
    "history": ("история", "історія", "history", "операции", "операції"),
    "code": ("код", "code", "код для кассира", "код для касира"),
    "alias": ("псевдоним", "псевдонім", "alias", "мой псевдоним", "мій псевдонім"),
    "invite": (
        "пригласить",
        "запросити",
        "invite",
        "друзья",
        "друзі",
        "приглашение",
        "запрошення",
    ),
    "gifts": ("подарки", "подарунки", "gifts", "подарок", "подарунок", "призы", "призи"),
    "orders": (
        "заказы",
        "замовлення",
        "orders",
        "мои заказы",
        "мої замовлення",
        "my orders",
        "мой заказ",
        "моє замовлення",
    ),
    "settings": ("настройки", "налаштування", "settings"),
    "wishes": ("согласия", "згоди", "consents", "рассылка", "розсилка"),
    "stop": ("стоп", "stop", "отписаться", "відписатися", "unsubscribe", "отписка", "відписка"),
    "subscribe": ("подписаться", "підписатися", "subscribe"),
    "freeze": ("заморозить", "заморозити", "freeze"),
    "unfreeze": ("разморозить", "розморозити", "unfreeze"),
    "language": ("язык", "мова", "language"),
    "profile": ("профиль", "профіль", "profile"),
    "devices": ("устройства", "пристрої", "devices"),
    "leave": ("выйти из программы", "вийти з програми", "leave"),
    "outlets": ("магазины", "магазини", "адреса", "адреси", "shops"),
    "rules": ("правила", "rules", "условия", "умови"),
    "signout": ("выйти", "вийти", "sign out"),
    "cancel": ("отмена", "скасувати", "cancel"),
    "yes": ("да", "так", "yes", "согласен", "согласна", "згоден", "згодна"),
    "no": ("нет", "ні", "no"),
}
"""What people write in the place of a command."""

_BY_WORD = {skeleton(word): name for name, words in WORDS.items() for word in words}

PROTECTIVE = frozenset({"stop", "freeze"})
"""Holds whenever it arrives: messengers bring what they could not after hours."""


def understand(text: str) -> Wish | None:
    """Say what is wanted; None for words that say nothing to us, or answer a question."""
    text = text.replace("\x00", "").strip()[:LONGEST]
    if found := _COMMAND.fullmatch(text):
        return Wish(found[1], (found[2] or "").strip())
    if len(text) > _LONGEST_WORDS:
        return None
    name = _BY_WORD.get(skeleton(_NOISE.sub(" ", text)))
    return Wish(name) if name else None


CONNECT = "k_"
"""What the word of a link begins with that a member's own page gave them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the link said that opened the bot: an outlet, and who brought the person, or how."""

    outlet: str = ""
    referrer: str = ""
    #: The token of an invitation.
    invitation: str = ""


def read_link(word: str) -> Opened:
    """Read the word of ``t.me/bot?start=<word>``: ``o_<outlet>``, ``r_<code>``, ``i_<token>``.

    Two parts are joined by ``__``; what says nothing to us is somebody's code, or nobody's.
    """
    outlet = referrer = invitation = ""
    for part in word[:64].split("__"):
        match part[:2]:
            case "o_":
                outlet = part[2:]
            case "r_":
                referrer = part[2:]
            case "i_":
                invitation = part[2:]
            case _:
                referrer = referrer or part
    return Opened(outlet, referrer, invitation)
