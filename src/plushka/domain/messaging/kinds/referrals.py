"""Rewards of those who brought others (E15, R25)."""

from plushka.domain.messaging.kinds.kind import BALANCE, DAYS, POINTS, Kind, values
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


KINDS = (
    _reward(
        "referral_reward",
        Words("Бонусы за друга", "Бонуси за друга", "Points for a friend"),
        Words(
            "За покупку друга: {points|points}. Баланс: {balance|points}.",
            "За покупку друга: {points|points}. Баланс: {balance|points}.",
            "Your friend’s purchase brought {points|points}. Balance: {balance|points}.",
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
