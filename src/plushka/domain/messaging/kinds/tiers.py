"""Another tier (E4): the source has no words for it, these are ours."""

from plushka.domain.messaging.kinds.kind import DAYS, Kind, Value, values
from plushka.domain.rules.words import Words

_TIER = Value("text", Words("новый уровень", "новий рівень", "the new tier"), "Золотая")


def _tier(code: str, words: Words, texts: Words) -> Kind:
    return Kind(
        code=code,
        cls="SERVICE",
        topic="TIER",
        choice="TIER",
        words=words,
        values=values(tier=_TIER),
        texts=texts,
        subject=words,
        valid_for=2 * DAYS,
        has_tiers=True,
    )


KINDS = (
    _tier(
        "tier_raised",
        Words("Новый уровень", "Новий рівень", "A higher tier"),
        Words(
            "Поздравляем! Теперь ваша карта: {tier}.",
            "Вітаємо! Тепер ваша картка: {tier}.",
            "Congratulations! Your card is now: {tier}.",
        ),
    ),
    _tier(
        "tier_lowered",
        Words("Уровень снижен", "Рівень знижено", "A lower tier"),
        Words(
            "Теперь ваша карта: {tier}. Ждём вас за покупками!",
            "Тепер ваша картка: {tier}. Чекаємо на ваші покупки!",
            "Your card is now: {tier}. We look forward to seeing you.",
        ),
    ),
)
