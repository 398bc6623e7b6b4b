"""Answers to codes under the cap: one for each outcome (U22, T24, T25)."""

from plushka.domain.messaging.kinds.kind import BALANCE, DAYS, POINTS, Kind, Value, values
from plushka.domain.rules.words import Words

_MOST = Value("count", Words("сколько можно", "скільки можна", "how many are allowed"), 3)


def _answer(outcome: str, words: Words, texts: Words, **own: Value) -> Kind:
    return Kind(
        code=f"activation_{outcome}",
        cls="SERVICE",
        topic="ACTIVATIONS",
        choice=None,
        words=words,
        values=values(**own),
        texts=texts,
        subject=words,
        valid_for=1 * DAYS,
    )


KINDS = (
    _answer(
        "accepted",
        Words("Код принят", "Код прийнято", "Code accepted"),
        Words(
            "Код принят: {points|points}. Текущий баланс: {balance|points}.",
            "Код прийнято: {points|points}. Поточний баланс: {balance|points}.",
            "Code accepted: {points|points}. Your balance: {balance|points}.",
        ),
        points=POINTS,
        balance=BALANCE,
    ),
    _answer(
        "chance",
        Words("Код принят: шанс", "Код прийнято: шанс", "Code accepted: a chance"),
        Words(
            "Код принят: вы участвуете в розыгрыше «{company}».",
            "Код прийнято: ви берете участь у розіграші «{company}».",
            "Code accepted: you take part in the draw of {company}.",
        ),
    ),
    _answer(
        "refused",
        Words("Код не подошёл", "Код не підійшов", "Code refused"),
        Words(
            "Такого кода нет. Проверьте его и отправьте ещё раз.",
            "Такого коду немає. Перевірте його й надішліть ще раз.",
            "There is no such code. Check it and send it again.",
        ),
    ),
    _answer(
        "mistyped",
        Words("В коде опечатка", "У коді помилка", "Code mistyped"),
        Words(
            "В коде опечатка. Сверьте с крышкой и отправьте ещё раз.",
            "У коді помилка. Звірте з кришкою й надішліть ще раз.",
            "The code is mistyped. Compare it and send it again.",
        ),
    ),
    _answer(
        "used",
        Words("Код уже использован", "Код уже використано", "Code already used"),
        Words(
            "Этот код уже использован.",
            "Цей код уже використано.",
            "This code has already been used.",
        ),
    ),
    _answer(
        "early",
        Words("Код ещё не действует", "Код ще не діє", "Code not active yet"),
        Words(
            "Этот код ещё не действует. Отправьте его позже.",
            "Цей код ще не діє. Надішліть його пізніше.",
            "This code is not active yet. Send it again later.",
        ),
    ),
    _answer(
        "finished",
        Words("Акция закончилась", "Акція закінчилася", "The campaign is over"),
        Words(
            "Коды этой акции больше не принимаются.",
            "Коди цієї акції більше не приймаються.",
            "Codes of this campaign are not accepted any more.",
        ),
    ),
    _answer(
        "revoked",
        Words("Код отозван", "Код відкликано", "Code revoked"),
        Words(
            "Этот код больше не действует.",
            "Цей код більше не діє.",
            "This code is not valid any more.",
        ),
    ),
    _answer(
        "limit",
        Words("Кодов достаточно", "Кодів досить", "Enough codes"),
        Words(
            "Больше кодов этой акции не принять. Можно: {most}.",
            "Більше кодів цієї акції не прийняти. Можна: {most}.",
            "No more codes of this campaign for you. Allowed: {most}.",
        ),
        most=_MOST,
    ),
    _answer(
        "too_many",
        Words("Слишком много попыток", "Забагато спроб", "Too many tries"),
        Words(
            "Слишком много попыток. Отправьте код позже.",
            "Забагато спроб. Надішліть код пізніше.",
            "Too many tries. Send the code again later.",
        ),
    ),
    _answer(
        "blocked",
        Words("Участник заблокирован", "Учасника заблоковано", "Member blocked"),
        Words(
            "Ваш счёт заблокирован. Обратитесь в «{company}».",
            "Ваш рахунок заблоковано. Зверніться до «{company}».",
            "Your account is blocked. Please turn to {company}.",
        ),
    ),
    _answer(
        "not_joined",
        Words("Сначала вступите", "Спершу вступіть", "Join first"),
        Words(
            "Код верный. Вступите в программу «{company}» и введите его.",
            "Код правильний. Вступіть до програми «{company}» і введіть його.",
            "The code is good. Join {company} first, then send it again.",
        ),
    ),
)
