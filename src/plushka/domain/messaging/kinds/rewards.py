"""Rewards for points (U10), and payouts of them (R22)."""

from plushka.domain.messaging.kinds.kind import DAYS, LINK, Class, Kind, Topic, Value, values
from plushka.domain.rules.words import Words

_REWARD = Value("text", Words("подарок", "подарунок", "the reward"), "Кружка")
_OUTLET = Value("text", Words("где забрать", "де забрати", "where to get it"), "Липа на Мира, 5")
_SUM = Value("money", Words("сумма", "сума", "the sum"), 150_000)
_REASON = Value("text", Words("причина", "причина", "the reason"), "Нет реквизитов")


def _said(
    code: str,
    words: Words,
    texts: Words,
    *,
    topic: Topic,
    cls: Class = "SERVICE",
    **own: Value,
) -> Kind:
    return Kind(
        code=code,
        cls=cls,
        topic=topic,
        choice="OFFERS" if cls == "ADVERTISING" else None,
        words=words,
        values=values(**own),
        texts=texts,
        subject=words,
        valid_for=3 * DAYS,
    )


KINDS = (
    _said(
        "reward_available",
        Words("Можно выбрать подарок", "Можна обрати подарунок", "A reward can be chosen"),
        Words(
            "Вам доступен подарок, выберите: {link}",
            "Вам доступний подарунок, оберіть: {link}",
            "You can choose a gift: {link}",
        ),
        topic="REWARDS",
        cls="ADVERTISING",
        link=LINK,
    ),
    _said(
        "reward_ready",
        Words("Подарок готов", "Подарунок готовий", "The reward is ready"),
        Words(
            "Ваш подарок «{reward}» готов. Где забрать: {outlet}",
            "Ваш подарунок «{reward}» готовий. Де забрати: {outlet}",
            "Your gift “{reward}” is ready at {outlet}",
        ),
        topic="REWARDS",
        reward=_REWARD,
        outlet=_OUTLET,
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
