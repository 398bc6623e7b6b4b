"""Answers to what people wrote or called for (U22, U27, U35); whoever asked is answered."""

from plushka.domain.messaging.kinds.kind import (
    BALANCE,
    DAYS,
    MINUTES,
    Kind,
    Topic,
    Value,
    values,
)
from plushka.domain.rules.words import Words

_ALIAS = Value("text", Words("псевдоним", "псевдонім", "the alias"), "БОДУЗА-47Л")


def _answer(
    code: str, words: Words, texts: Words, *, topic: Topic = "ANSWERS", **own: Value
) -> Kind:
    return Kind(
        code=code,
        cls="SERVICE",
        topic=topic,
        choice=None,
        words=words,
        values=values(**own),
        texts=texts,
        subject=words,
        valid_for=30 * MINUTES if topic == "ANSWERS" else 1 * DAYS,
        needs=frozenset(own) & {"alias", "balance"} if topic == "ANSWERS" else frozenset(),
    )


KINDS = (
    _answer(
        "balance",
        Words("Ответ о балансе", "Відповідь про баланс", "Answer about the balance"),
        Words(
            "Ваш баланс: {balance|points}.",
            "Ваш баланс: {balance|points}.",
            "Your balance: {balance|points}.",
        ),
        balance=BALANCE,
    ),
    _answer(
        "alias",
        Words("Псевдоним", "Псевдонім", "Alias"),
        Words(
            "Ваш псевдоним: {alias}. Назовите его кассиру вместо телефона.",
            "Ваш псевдонім: {alias}. Назвіть його касирові замість телефону.",
            "Your alias: {alias}. Tell it to the cashier instead of your phone.",
        ),
        alias=_ALIAS,
    ),
    _answer(
        "opted_out",
        Words("Отказ от рассылок принят", "Відмову від розсилок прийнято", "Opt-out taken"),
        Words(
            "Рекламы больше не будет. Коды и новости счёта придут как прежде.",
            "Реклами більше не буде. Коди й новини рахунку надходитимуть.",
            "No more advertising. Codes and news of your points still come.",
        ),
    ),
    _answer(
        "opted_in",
        Words("Согласие на рассылки принято", "Згоду на розсилки прийнято", "Consent taken"),
        Words(
            "Вы согласились на рассылки «{company}». Отказ: СТОП в ответ.",
            "Ви погодилися на розсилки «{company}». Відмова: СТОП у відповідь.",
            "You agreed to messages of {company}. To end them, reply STOP.",
        ),
    ),
    _answer(
        "not_understood",
        Words("Непонятное сообщение", "Незрозуміле повідомлення", "Not understood"),
        Words(
            "Не поняли вас. Напишите БАЛАНС или СТОП.",
            "Не зрозуміли вас. Напишіть БАЛАНС або СТОП.",
            "We did not understand. Write BALANCE or STOP.",
        ),
    ),
    _answer(
        "not_joined",
        Words("Номер не в программе", "Номер не в програмі", "Phone of no member"),
        Words(
            "Ваш номер не в программе «{company}». Вступите на кассе.",
            "Ваш номер не в програмі «{company}». Вступіть на касі.",
            "Your phone is not in the programme of {company}. Join at the till.",
        ),
    ),
)
