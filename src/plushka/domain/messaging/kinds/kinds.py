"""The table of kinds, and of what their cost is counted by."""

from collections.abc import Mapping
from types import MappingProxyType

from plushka.domain.messaging.kinds import (
    activations,
    answers,
    codes,
    company,
    draws,
    gifts,
    points,
    referrals,
    reviews,
    rewards,
    rights,
    tiers,
)
from plushka.domain.messaging.kinds.kind import Kind
from plushka.domain.rules.words import Words

_SUBJECTS = (
    codes,
    points,
    tiers,
    gifts,
    draws,
    reviews,
    referrals,
    rewards,
    rights,
    answers,
    activations,
    company,
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.code: kind for subject in _SUBJECTS for kind in subject.KINDS}
)
"""By their codes, in the order in which a company sees them."""

TOPICS: Mapping[str, Words] = MappingProxyType(
    {
        "CODES": Words("Коды", "Коди", "Codes"),
        "POINTS": Words("Движения бонусов", "Рух бонусів", "Movements of points"),
        "ENDING": Words("Сгорание бонусов", "Згоряння бонусів", "Expiry of points"),
        "TIER": Words("Уровни", "Рівні", "Tiers"),
        "GIFTS": Words("Подарочные бонусы", "Подарункові бонуси", "Gift points"),
        "OFFERS": Words("Предложения и рассылки", "Пропозиції та розсилки", "Offers"),
        "REVIEWS": Words("Отзывы", "Відгуки", "Reviews"),
        "REFERRALS": Words("Рекомендации", "Рекомендації", "Referrals"),
        "REWARDS": Words("Подарки", "Подарунки", "Rewards"),
        "PAYOUTS": Words("Вывод средств", "Виведення коштів", "Payouts"),
        "ANSWERS": Words("Ответы", "Відповіді", "Answers"),
        "ACTIVATIONS": Words("Активация кодов", "Активація кодів", "Activation of codes"),
        "COMPANY": Words("Для сотрудников", "Для співробітників", "For the staff"),
    }
)
"""What messages are counted by, in the order of the costs' page."""
