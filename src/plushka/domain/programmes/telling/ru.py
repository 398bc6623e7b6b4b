"""Программа по-русски."""

from plushka.domain.programmes.telling import friends
from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "tier first": "С этого уровня начинают все.",
    "tier gt": "Для тех, чьи покупки в сумме больше {sum}.",
    "tier from": "Для тех, чьи покупки в сумме {sum} и больше.",
    "tier gt days": Counted(
        by="count",
        in_ones=True,
        one="Для тех, чьи покупки за {count} день в сумме больше {sum}.",
        few="Для тех, чьи покупки за {count} дня в сумме больше {sum}.",
        many="Для тех, чьи покупки за {count} дней в сумме больше {sum}.",
        other="Для тех, чьи покупки за {count} дня в сумме больше {sum}.",
    ),
    "tier from days": Counted(
        by="count",
        in_ones=True,
        one="Для тех, чьи покупки за {count} день в сумме {sum} и больше.",
        few="Для тех, чьи покупки за {count} дня в сумме {sum} и больше.",
        many="Для тех, чьи покупки за {count} дней в сумме {sum} и больше.",
        other="Для тех, чьи покупки за {count} дня в сумме {sum} и больше.",
    ),
    "tier gt months": Counted(
        by="count",
        in_ones=True,
        one="Для тех, чьи покупки за {count} месяц в сумме больше {sum}.",
        few="Для тех, чьи покупки за {count} месяца в сумме больше {sum}.",
        many="Для тех, чьи покупки за {count} месяцев в сумме больше {sum}.",
        other="Для тех, чьи покупки за {count} месяца в сумме больше {sum}.",
    ),
    "tier from months": Counted(
        by="count",
        in_ones=True,
        one="Для тех, чьи покупки за {count} месяц в сумме {sum} и больше.",
        few="Для тех, чьи покупки за {count} месяца в сумме {sum} и больше.",
        many="Для тех, чьи покупки за {count} месяцев в сумме {sum} и больше.",
        other="Для тех, чьи покупки за {count} месяца в сумме {sum} и больше.",
    ),
    "tier held": "Уровень держится столько же, потом его нужно подтвердить заново.",
    "earning nothing": "За покупки бонусы не начисляются.",
    "earning percent": "Начисляем {percent} % от суммы, оплаченной деньгами.",
    "earning whole only": "Начисляем {percent} % от суммы, оплаченной деньгами.",
    "earning whole upto": "За сумму до {upto} включительно начисляем {percent} %.",
    "earning whole between": (
        "За сумму больше {above} и до {upto} включительно начисляем {percent} %."
    ),
    "earning whole above": "За сумму больше {above} начисляем {percent} %.",
    "earning marginal only": "Начисляем {percent} % от суммы, оплаченной деньгами.",
    "earning marginal upto": "Начисляем {percent} % с первых {upto} чека.",
    "earning marginal between": (
        "Начисляем {percent} % с той части чека, которая больше {above} и до {upto}."
    ),
    "earning marginal above": "Начисляем {percent} % с той части чека, которая больше {above}.",
    "earning per_full": "Начисляем {points} за каждые полные {each}.",
    "earning same day": "Начисляем {percent} %, если в тот же день уже была покупка.",
    "earning days": Counted(
        by="count",
        in_ones=True,
        one="Начисляем {percent} %, если с прошлой покупки прошло не больше {count} дня.",
        few="Начисляем {percent} %, если с прошлой покупки прошло не больше {count} дней.",
        many="Начисляем {percent} %, если с прошлой покупки прошло не больше {count} дней.",
        other="Начисляем {percent} %, если с прошлой покупки прошло не больше {count} дня.",
    ),
    "earning otherwise": "За первую покупку и после более долгого перерыва начисляем {percent} %.",
    "earning by receipt_net": "Считается весь чек после скидок, чем бы он ни был оплачен.",
    "earning proportional": "После возврата остаётся та же доля бонусов, что и доля товаров.",
    "rounding down": "Бонусы округляются вниз до {to}.",
    "rounding half_even": "Бонусы округляются до ближайшего {to}, половина — до чётного.",
    "rounding up": "Бонусы округляются вверх до {to}.",
    "discount percent": "Скидка {percent} % на каждую покупку.",
    "discount whole only": "Скидка {percent} % на каждую покупку.",
    "discount whole upto": "Скидка {percent} % на чеки до {upto} включительно.",
    "discount whole between": (
        "Скидка {percent} % на чеки больше {above} и до {upto} включительно."
    ),
    "discount whole above": "Скидка {percent} % на чеки больше {above}.",
    "discount marginal only": "Скидка {percent} % на каждую покупку.",
    "discount marginal upto": "Скидка {percent} % на первые {upto} чека.",
    "discount marginal between": (
        "Скидка {percent} % на ту часть чека, которая больше {above} и до {upto}."
    ),
    "discount marginal above": "Скидка {percent} % на ту часть чека, которая больше {above}.",
    "discount same day": "Скидка {percent} %, если в тот же день уже была покупка.",
    "discount days": Counted(
        by="count",
        in_ones=True,
        one="Скидка {percent} %, если с прошлой покупки прошло не больше {count} дня.",
        few="Скидка {percent} %, если с прошлой покупки прошло не больше {count} дней.",
        many="Скидка {percent} %, если с прошлой покупки прошло не больше {count} дней.",
        other="Скидка {percent} %, если с прошлой покупки прошло не больше {count} дня.",
    ),
    "discount otherwise": "На первую покупку и после более долгого перерыва скидка {percent} %.",
    "paying nothing": "Бонусами платить нельзя.",
    "paying all": "Бонусами можно оплатить весь чек.",
    "paying percent": "Бонусами можно оплатить до {percent} % чека.",
    "paying multiple": "Бонусы списывают с шагом {points}.",
    "paying minimum": "Наименьшее списание: {points}.",
    "paying line price": "В каждой позиции не меньше {price} платят деньгами.",
    "paying purchase nothing": "Бонусами за покупки платить нельзя.",
    "paying purchase percent": "Бонусами за покупки можно оплатить до {percent} % чека.",
    "paying purchase excluded": "Бонусами за покупки нельзя оплатить: {categories}.",
    "paying purchase undiscounted": "Бонусами за покупки нельзя оплатить товары со скидкой.",
    "paying gift nothing": "Подаренными бонусами платить нельзя.",
    "paying gift percent": "Подаренными бонусами можно оплатить до {percent} % чека.",
    "paying gift excluded": "Подаренными бонусами нельзя оплатить: {categories}.",
    "paying gift undiscounted": "Подаренными бонусами нельзя оплатить товары со скидкой.",
    "point value": "{point} оплачивает {value}.",
    "spending nearest_expiry": "Первыми тратятся бонусы, которые сгорают раньше.",
    "spending gift_first": "Сначала тратятся подаренные бонусы, потом бонусы за покупки.",
    "spending purchase_first": "Сначала тратятся бонусы за покупки, потом подаренные.",
    "spending fifo": "Первыми тратятся самые старые бонусы.",
    "negative debt": (
        "Если возвращён товар, а бонусы за него уже потрачены, они вычитаются из следующих."
    ),
    "activation immediate": "Бонусами за покупку можно платить сразу.",
    "activation next_day": "Бонусами за покупку можно платить со следующего дня.",
    "activation event": "Бонусами за покупку можно платить, когда она подтверждена ({type}).",
    "activation event latest": Counted(
        by="count",
        in_ones=True,
        one="Бонусами за покупку можно платить, когда она подтверждена ({type}),"
        " самое позднее через {count} день.",
        few="Бонусами за покупку можно платить, когда она подтверждена ({type}),"
        " самое позднее через {count} дня.",
        many="Бонусами за покупку можно платить, когда она подтверждена ({type}),"
        " самое позднее через {count} дней.",
        other="Бонусами за покупку можно платить, когда она подтверждена ({type}),"
        " самое позднее через {count} дня.",
    ),
    "activation after_days": Counted(
        by="count",
        in_ones=True,
        one="Бонусами за покупку можно платить через {count} день.",
        few="Бонусами за покупку можно платить через {count} дня.",
        many="Бонусами за покупку можно платить через {count} дней.",
        other="Бонусами за покупку можно платить через {count} дня.",
    ),
    "expiry purchase never": "Бонусы за покупки не сгорают.",
    "expiry purchase days": Counted(
        by="count",
        in_ones=True,
        one="Бонусы за покупку живут {count} день.",
        few="Бонусы за покупку живут {count} дня.",
        many="Бонусы за покупку живут {count} дней.",
        other="Бонусы за покупку живут {count} дня.",
    ),
    "expiry gift never": "Подаренные бонусы не сгорают, если в подарке не сказано иное.",
    "expiry gift days": Counted(
        by="count",
        in_ones=True,
        one="Подаренные бонусы живут {count} день, если в подарке не сказано иное.",
        few="Подаренные бонусы живут {count} дня, если в подарке не сказано иное.",
        many="Подаренные бонусы живут {count} дней, если в подарке не сказано иное.",
        other="Подаренные бонусы живут {count} дня, если в подарке не сказано иное.",
    ),
    "expiry purchase end_of_month": "Бонусы за покупку сгорают в конце месяца.",
    "expiry purchase end_of_quarter": "Бонусы за покупку сгорают в конце квартала.",
    "expiry purchase end_of_year": "Бонусы за покупку сгорают в конце года.",
    "expiry purchase date": "Бонусы за покупку действуют по {date} включительно.",
    "expiry purchase end_of_month later": Counted(
        by="count",
        in_ones=True,
        one="Бонусы за покупку сгорают в конце месяца через {count} месяц.",
        few="Бонусы за покупку сгорают в конце месяца через {count} месяца.",
        many="Бонусы за покупку сгорают в конце месяца через {count} месяцев.",
        other="Бонусы за покупку сгорают в конце месяца через {count} месяца.",
    ),
    "expiry purchase end_of_quarter later": Counted(
        by="count",
        in_ones=True,
        one="Бонусы за покупку сгорают в конце квартала через {count} месяц.",
        few="Бонусы за покупку сгорают в конце квартала через {count} месяца.",
        many="Бонусы за покупку сгорают в конце квартала через {count} месяцев.",
        other="Бонусы за покупку сгорают в конце квартала через {count} месяца.",
    ),
    "expiry purchase end_of_year later": Counted(
        by="count",
        in_ones=True,
        one="Бонусы за покупку сгорают в конце года через {count} месяц.",
        few="Бонусы за покупку сгорают в конце года через {count} месяца.",
        many="Бонусы за покупку сгорают в конце года через {count} месяцев.",
        other="Бонусы за покупку сгорают в конце года через {count} месяца.",
    ),
    "expiry gift end_of_month": (
        "Подаренные бонусы сгорают в конце месяца, если в подарке не сказано иное."
    ),
    "expiry gift end_of_quarter": (
        "Подаренные бонусы сгорают в конце квартала, если в подарке не сказано иное."
    ),
    "expiry gift end_of_year": (
        "Подаренные бонусы сгорают в конце года, если в подарке не сказано иное."
    ),
    "expiry gift date": (
        "Подаренные бонусы действуют по {date} включительно, если в подарке не сказано иное."
    ),
    "expiry gift end_of_month later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Подаренные бонусы сгорают в конце месяца через {count} месяц, если в "
            "подарке не сказано иное."
        ),
        few=(
            "Подаренные бонусы сгорают в конце месяца через {count} месяца, если в "
            "подарке не сказано иное."
        ),
        many=(
            "Подаренные бонусы сгорают в конце месяца через {count} месяцев, если "
            "в подарке не сказано иное."
        ),
        other=(
            "Подаренные бонусы сгорают в конце месяца через {count} месяца, если в "
            "подарке не сказано иное."
        ),
    ),
    "expiry gift end_of_quarter later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Подаренные бонусы сгорают в конце квартала через {count} месяц, если "
            "в подарке не сказано иное."
        ),
        few=(
            "Подаренные бонусы сгорают в конце квартала через {count} месяца, если "
            "в подарке не сказано иное."
        ),
        many=(
            "Подаренные бонусы сгорают в конце квартала через {count} месяцев, "
            "если в подарке не сказано иное."
        ),
        other=(
            "Подаренные бонусы сгорают в конце квартала через {count} месяца, если "
            "в подарке не сказано иное."
        ),
    ),
    "expiry gift end_of_year later": Counted(
        by="count",
        in_ones=True,
        one=(
            "Подаренные бонусы сгорают в конце года через {count} месяц, если в "
            "подарке не сказано иное."
        ),
        few=(
            "Подаренные бонусы сгорают в конце года через {count} месяца, если в "
            "подарке не сказано иное."
        ),
        many=(
            "Подаренные бонусы сгорают в конце года через {count} месяцев, если в "
            "подарке не сказано иное."
        ),
        other=(
            "Подаренные бонусы сгорают в конце года через {count} месяца, если в "
            "подарке не сказано иное."
        ),
    ),
    "birthday": "На день рождения дарим {points}.",
    "birthday before": Counted(
        by="count",
        in_ones=True,
        one="За {count} день до дня рождения дарим {points}.",
        few="За {count} дня до дня рождения дарим {points}.",
        many="За {count} дней до дня рождения дарим {points}.",
        other="За {count} дня до дня рождения дарим {points}.",
    ),
    "birthday life": Counted(
        by="count",
        in_ones=True,
        one="Подарок ко дню рождения живёт {count} день.",
        few="Подарок ко дню рождения живёт {count} дня.",
        many="Подарок ко дню рождения живёт {count} дней.",
        other="Подарок ко дню рождения живёт {count} дня.",
    ),
    **friends.RU,
    "excluded accrual": "Бонусы не начисляются за: {categories}.",
    "excluded redemption": "Бонусами нельзя оплатить: {categories}.",
    "excluded tier_total": "Для перехода на следующий уровень не считается: {categories}.",
    "excluded discount": "Без скидки: {categories}.",
    "confirm enrol": "При вступлении вы называете кассиру код, который приходит на телефон.",
    "confirm redeem": (
        "При оплате бонусами вы называете кассиру код, который приходит на телефон."
    ),
    "confirm code": Counted(
        by="count",
        in_ones=True,
        one="Цифр в коде: {digits}. Код действует {count} минуту.",
        few="Цифр в коде: {digits}. Код действует {count} минуты.",
        many="Цифр в коде: {digits}. Код действует {count} минут.",
        other="Цифр в коде: {digits}. Код действует {count} минуты.",
    ),
}
