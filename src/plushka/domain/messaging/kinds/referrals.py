"""Invitations (U23), and rewards of those who brought others (E15, R25)."""

from plushka.domain.messaging.kinds.kind import (
    BALANCE,
    DAYS,
    LINK,
    POINTS,
    Kind,
    Value,
    values,
)
from plushka.domain.rules.words import Words


def _reward(code: str, words: Words, texts: Words) -> Kind:
    return Kind(
        code=code,
        cls="SERVICE",
        topic="REFERRALS",
        choice="POINTS",
        words=words,
        values=values(points=POINTS, balance=BALANCE),
        texts=texts,
        subject=words,
        valid_for=2 * DAYS,
    )


_INVITER = Value(
    "text",
    Words("имя пригласившего", "ім’я того, хто запросив", "the inviter’s name"),
    "Анна",
    may_be_empty=True,
)

KINDS = (
    Kind(
        code="invitation",
        # To somebody who is no member yet: one message, and none to who said STOP (``UNASKED``).
        cls="SERVICE",
        topic="REFERRALS",
        choice=None,
        words=Words("Приглашение", "Запрошення", "Invitation"),
        values=values(link=LINK, inviter=_INVITER),
        texts=Words(
            "{inviter|or:Знакомый} зовёт вас в «{company}»: {link}",
            "{inviter|or:Знайомий} кличе вас у «{company}»: {link}",
            "{inviter|or:A friend} invites you to {company}: {link}",
        ),
        subject=Words("Приглашение", "Запрошення", "Invitation"),
        valid_for=2 * DAYS,
        needs=frozenset({"link"}),
    ),
    Kind(
        code="friend_joined",
        cls="SERVICE",
        topic="REFERRALS",
        choice="POINTS",
        words=Words("Друг вступил", "Друг вступив", "A friend joined"),
        values=values(),
        texts=Words(
            "По вашему приглашению пришёл новый участник. {company}",
            "За вашим запрошенням прийшов новий учасник. {company}",
            "Somebody joined by your invitation. {company}",
        ),
        subject=Words("Друг вступил", "Друг вступив", "A friend joined"),
        valid_for=2 * DAYS,
    ),
    _reward(
        "referral_reward",
        Words("Бонусы за друга", "Бонуси за друга", "Points for a friend"),
        Words(
            "Бонусы за друга: {points|points}. Баланс: {balance|points}.",
            "Бонуси за друга: {points|points}. Баланс: {balance|points}.",
            "Your friend brought you {points|points}. Balance: {balance|points}.",
        ),
    ),
    _reward(
        "upline_reward",
        Words("Бонусы за вашу сеть", "Бонуси за вашу мережу", "Points for your network"),
        Words(
            "За покупки вашей сети: {points|points}. Баланс: {balance|points}.",
            "За покупки вашої мережі: {points|points}. Баланс: {balance|points}.",
            "Your network’s purchases brought {points|points}. Balance: {balance|points}.",
        ),
    ),
)
