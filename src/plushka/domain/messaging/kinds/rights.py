"""Vouchers and gift certificates that are a member's own (U11, D33).

No text holds a code: what is sent is kept, and a code is not (ADR 36).
"""

from plushka.domain.messaging.kinds.kind import DAYS, Kind, Value, values
from plushka.domain.rules.words import Words

_TITLE = Value("text", Words("что даёт купон", "що дає купон", "what it gives"), "Скидка 10 %")
_SUM = Value("money", Words("сумма", "сума", "the sum"), 150_000)
_LEFT = Value("money", Words("сколько осталось", "скільки лишилося", "what is left"), 50_000)

KINDS = (
    Kind(
        code="voucher_given",
        cls="ADVERTISING",
        topic="OFFERS",
        choice="OFFERS",
        words=Words("Купон выдан", "Купон видано", "A voucher was given"),
        values=values(title=_TITLE),
        texts=Words(
            "Вам купон «{title}», код в вашем кабинете. {company}",
            "Вам купон «{title}», код у вашому кабінеті. {company}",
            "A voucher for you: {title}. Its code is on your page. {company}",
        ),
        subject=Words("Вам купон", "Вам купон", "A voucher for you"),
        valid_for=3 * DAYS,
    ),
    Kind(
        code="certificate_given",
        cls="SERVICE",
        topic="REWARDS",
        choice=None,
        words=Words("Сертификат выдан", "Сертифікат видано", "A certificate was issued"),
        values=values(sum=_SUM),
        texts=Words(
            "Вам сертификат на {sum|money}, код в вашем кабинете. {company}",
            "Вам сертифікат на {sum|money}, код у вашому кабінеті. {company}",
            "A certificate for {sum|money} is yours, its code is on your page. {company}",
        ),
        subject=Words("Ваш сертификат", "Ваш сертифікат", "Your certificate"),
        valid_for=3 * DAYS,
    ),
    Kind(
        code="certificate_spent",
        cls="SERVICE",
        topic="REWARDS",
        choice=None,
        words=Words("Оплата сертификатом", "Оплата сертифікатом", "A certificate paid"),
        values=values(sum=_SUM, left=_LEFT),
        texts=Words(
            "С сертификата списано {sum|money}, осталось {left|money}. {company}",
            "Із сертифіката списано {sum|money}, лишилося {left|money}. {company}",
            "{sum|money} was taken from your certificate, {left|money} is left. {company}",
        ),
        subject=Words("Ваш сертификат", "Ваш сертифікат", "Your certificate"),
        valid_for=1 * DAYS,
    ),
)
