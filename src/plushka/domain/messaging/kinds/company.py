"""What the company's own people are told, and what they send to try it."""

from plushka.domain.messaging.kinds.kind import COMPANY, DAYS, Kind, Value
from plushka.domain.rules.words import Words

_SUM = Value("money", Words("остаток", "залишок", "what is left"), 50_000)
_DATE = Value("date", Words("последний день", "останній день", "the last day"), 3 * DAYS)
_COUNT = Value("count", Words("сколько", "скільки", "how many"), 120)
_BATCH = Value("text", Words("пакет кодов", "пакет кодів", "the batch of codes"), "№ 3 «Лето»")
_REWARDS = Value(
    "text",
    Words("подарки и сколько их", "подарунки і скільки їх", "rewards, how many"),
    "Кружка: 2",
)
_LIMIT = Value("text", Words("что исчерпано", "що вичерпано", "what is used up"), "500")


def _told(code: str, words: Words, texts: Words, **own: Value) -> Kind:
    return Kind(
        code=code,
        cls="SERVICE",
        topic="COMPANY",
        choice=None,
        words=words,
        values={**own, "company": COMPANY},
        texts=texts,
        subject=words,
        valid_for=2 * DAYS,
        to="STAFF",
    )


KINDS = (
    _told(
        "funds_low",
        Words(
            "Мало денег на сообщения", "Мало грошей на повідомлення", "Little left for messages"
        ),
        Words(
            "«{company}»: на сообщения осталось {sum|money}. Пополните.",
            "«{company}»: на повідомлення лишилося {sum|money}. Поповніть.",
            "{company}: {sum|money} left for messages. Please top up.",
        ),
        sum=_SUM,
    ),
    _told(
        "trial_ends",
        Words("Пробный период кончается", "Пробний період закінчується", "The trial ends"),
        Words(
            "«{company}»: пробный период до {date}. Выберите тариф.",
            "«{company}»: пробний період до {date}. Оберіть тариф.",
            "{company}: your trial ends on {date}. Please choose a tariff.",
        ),
        date=_DATE,
    ),
    _told(
        "limit_reached",
        Words("Лимит тарифа исчерпан", "Ліміт тарифу вичерпано", "A limit is reached"),
        Words(
            "«{company}»: лимит тарифа исчерпан: {limit}.",
            "«{company}»: ліміт тарифу вичерпано: {limit}.",
            "{company}: a limit of your tariff is reached: {limit}.",
        ),
        limit=_LIMIT,
    ),
    _told(
        "codes_limited",
        Words(
            "Коды больше не отправляются",
            "Коди більше не надсилаються",
            "No more codes are sent",
        ),
        Words(
            "«{company}»: коды больше не отправляются. Лимит исчерпан: {limit}.",
            "«{company}»: коди більше не надсилаються. Ліміт вичерпано: {limit}.",
            "{company}: no more codes are sent. The limit is reached: {limit}.",
        ),
        limit=_LIMIT,
    ),
    _told(
        "codes_wrong_rate",
        Words("Подбирают коды", "Підбирають коди", "Codes are being guessed"),
        Words(
            "«{company}»: неверных кодов за час: {count}. Их подбирают.",
            "«{company}»: хибних кодів за годину: {count}. Їх добирають.",
            "{company}: {count} wrong codes in an hour: guessing.",
        ),
        count=_COUNT,
    ),
    _told(
        "codes_early",
        Words("Коды до начала акции", "Коди до початку акції", "Codes tried too early"),
        Words(
            "Коды {batch} вводят до начала: {count}.",
            "Коди {batch} вводять до початку: {count}.",
            "Codes of {batch} tried before the start: {count}.",
        ),
        count=_COUNT,
        batch=_BATCH,
    ),
    _told(
        "codes_leaked",
        Words("Коды пакета утекли", "Коди пакета витекли", "A batch of codes is out"),
        Words(
            "Введённые коды {batch} вводят снова: {count}.",
            "Введені коди {batch} вводять знову: {count}.",
            "Used codes of {batch} are tried again: {count}.",
        ),
        count=_COUNT,
        batch=_BATCH,
    ),
    _told(
        "stock_low",
        Words("Подарков осталось мало", "Подарунків лишилося мало", "Few rewards are left"),
        Words(
            "«{company}»: подарков осталось мало: {rewards}.",
            "«{company}»: подарунків лишилося мало: {rewards}.",
            "{company}: few of these rewards are left: {rewards}.",
        ),
        rewards=_REWARDS,
    ),
    Kind(
        code="test",
        cls="SERVICE",
        topic="COMPANY",
        choice=None,
        words=Words("Проба", "Проба", "Test message"),
        values={"company": COMPANY},
        texts=None,
        subject=Words("{company}", "{company}", "{company}"),
        valid_for=1 * DAYS,
        to="STAFF",
    ),
)
