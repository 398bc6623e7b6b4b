"""Rewards for points (U10), and payouts of them (R22)."""

from plushka.domain.messaging.kinds.kind import (
    DAYS,
    POINTS,
    Choice,
    Class,
    Kind,
    Topic,
    Value,
    values,
)
from plushka.domain.rules.words import Words

_REWARD = Value("text", Words("подарок", "подарунок", "the reward"), "Кружка")
_ORDER = Value("count", Words("номер заказа", "номер замовлення", "the order’s number"), 1042)
_OUTLET = Value("text", Words("где забрать", "де забрати", "where to get it"), "Липа на Мира, 5")
_CODE = Value("text", Words("код выдачи", "код видачі", "the pick-up code"), "1042-318907")
_UNTIL = Value("date", Words("последний день", "останній день", "the last day"), 3 * DAYS)
_MORE = Value("money", Words("доплата", "доплата", "the money besides"), 15_000)
_SUM = Value("money", Words("сумма", "сума", "the sum"), 150_000)
_REASON = Value("text", Words("причина", "причина", "the reason"), "Нет реквизитов")


def _said(
    code: str,
    words: Words,
    texts: Words,
    /,
    *,
    topic: Topic,
    cls: Class = "SERVICE",
    choice: Choice | None = None,
    needs: frozenset[str] = frozenset(),
    **own: Value,
) -> Kind:
    return Kind(
        code=code,
        cls=cls,
        topic=topic,
        choice="OFFERS" if cls == "ADVERTISING" else choice,
        words=words,
        values=values(**own),
        texts=texts,
        subject=words,
        valid_for=3 * DAYS,
        needs=needs,
    )


KINDS = (
    _said(
        "reward_available",
        Words("Хватает на подарок", "Вистачає на подарунок", "Enough for a reward"),
        Words(
            "Вам хватает бонусов на «{reward}». Он ждёт вас!",
            "Вам вистачає бонусів на «{reward}». Чекаємо на вас!",
            "You have enough for “{reward}”. It is waiting!",
        ),
        topic="REWARDS",
        cls="ADVERTISING",
        reward=_REWARD,
    ),
    _said(
        "reward_ordered",
        Words("Подарок заказан", "Подарунок замовлено", "A reward was ordered"),
        Words(
            "Заказ {order}: {reward}. Списано: {points|points}.",
            "Замовлення {order}: {reward}. Списано: {points|points}.",
            "Order {order}: {reward}. You have spent {points|points}.",
        ),
        topic="REWARDS",
        choice="POINTS",
        reward=_REWARD,
        order=_ORDER,
        points=POINTS,
    ),
    _said(
        "reward_kept",
        Words("Подарок ждёт доплаты", "Подарунок чекає доплати", "A reward waits for money"),
        Words(
            "Заказ {order}: {reward}. Доплатите {money|money} до {date}.",
            "Замовлення {order}: {reward}. Доплатіть {money|money} до {date}.",
            "Order {order}: {reward}. Pay {money|money} by {date}.",
        ),
        topic="REWARDS",
        reward=_REWARD,
        order=_ORDER,
        points=POINTS,
        money=_MORE,
        date=_UNTIL,
    ),
    _said(
        "reward_ready",
        Words("Подарок готов", "Подарунок готовий", "The reward is ready"),
        Words(
            "Ждёт вас: {reward}. Где: {outlet}. Код: {code}",
            "Чекає на вас: {reward}. Де: {outlet}. Код: {code}",
            "Ready for you: {reward}, at {outlet}. Code: {code}",
        ),
        topic="REWARDS",
        needs=frozenset({"code"}),
        reward=_REWARD,
        order=_ORDER,
        outlet=_OUTLET,
        code=_CODE,
    ),
    _said(
        "reward_packed",
        Words("Подарок собран", "Подарунок зібрано", "The reward is packed"),
        Words(
            "Заказ {order} собран: {reward}. Скоро привезём.",
            "Замовлення {order} зібрано: {reward}. Скоро привеземо.",
            "Order {order} is packed: {reward}. It will be brought.",
        ),
        topic="REWARDS",
        reward=_REWARD,
        order=_ORDER,
    ),
    _said(
        "reward_cancelled",
        Words("Заказ подарка отменён", "Замовлення подарунка скасовано", "An order is cancelled"),
        Words(
            "Заказ {order} отменён: {reward}. Вернулось: {points|points}.",
            "Замовлення {order} скасовано: {reward}. Повернено: {points|points}.",
            "Order {order} is cancelled: {reward}. Back: {points|points}.",
        ),
        topic="REWARDS",
        choice="POINTS",
        reward=_REWARD,
        order=_ORDER,
        points=POINTS,
    ),
    _said(
        "reward_expired",
        Words("Заказ не оплачен вовремя", "Замовлення не оплачено вчасно", "Not paid in time"),
        Words(
            "Заказ {order} не оплачен вовремя: {reward}. Бонусы свободны.",
            "Замовлення {order} не оплачено вчасно: {reward}. Бонуси вільні.",
            "Order {order} was not paid in time: {reward}. Points are free.",
        ),
        topic="REWARDS",
        choice="POINTS",
        reward=_REWARD,
        order=_ORDER,
    ),
    _said(
        "payout_created",
        Words("Заявка на вывод принята", "Заявку на виведення прийнято", "Payout requested"),
        Words(
            "Приняли заявку на вывод {sum|money}. Сообщим о решении.",
            "Прийняли заявку на виведення {sum|money}. Повідомимо про рішення.",
            "We have your request to pay out {sum|money}. We will tell you more.",
        ),
        topic="PAYOUTS",
        sum=_SUM,
    ),
    _said(
        "payout_paid",
        Words("Вывод выплачен", "Виведення виплачено", "Payout paid"),
        Words(
            "Выплатили {sum|money}. Спасибо, что вы с нами!",
            "Виплатили {sum|money}. Дякуємо, що ви з нами!",
            "We have paid out {sum|money}. Thank you!",
        ),
        topic="PAYOUTS",
        sum=_SUM,
    ),
    _said(
        "payout_refused",
        Words("В выводе отказано", "У виведенні відмовлено", "Payout refused"),
        Words(
            "Вывод {sum|money} отклонён: {reason}. Бонусы вернулись.",
            "Виведення {sum|money} відхилено: {reason}. Бонуси повернулися.",
            "Payout of {sum|money} refused: {reason}. Your points are back.",
        ),
        topic="PAYOUTS",
        sum=_SUM,
        reason=_REASON,
    ),
)
