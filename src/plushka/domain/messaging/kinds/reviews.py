"""Reviews (E13, D18, D19). T6 of features A8, to the letter.

A request is not about the member's own points: it needs the consent that advertising needs.
"""

from plushka.domain.messaging.kinds.kind import DAYS, LINK, Class, Kind, Value, values
from plushka.domain.rules.words import Words


def _review(
    code: str, words: Words, texts: Words, *, cls: Class = "ADVERTISING", **own: Value
) -> Kind:
    return Kind(
        code=code,
        cls=cls,
        topic="REVIEWS",
        choice="OFFERS" if cls == "ADVERTISING" else None,
        words=words,
        values=values(link=LINK, **own),
        texts=texts,
        subject=words,
        valid_for=2 * DAYS,
        has_tiers=cls == "ADVERTISING",
        needs=frozenset({"link"}),
    )


KINDS = (
    _review(
        "review",
        Words("Просьба об отзыве", "Прохання про відгук", "Request for a review"),
        Words(
            "Пожалуйста, оставьте свой отзыв: {link}",
            "Будь ласка, залиште свій відгук: {link}",
            "Please leave your review: {link}",
        ),
    ),
    _review(
        "nps",
        Words("Вопрос о рекомендации", "Питання про рекомендацію", "Would you recommend us"),
        Words(
            "Посоветуете ли нас друзьям? От 0 до 10: {link}",
            "Чи порадите нас друзям? Від 0 до 10: {link}",
            "Would you recommend us to friends? From 0 to 10: {link}",
        ),
    ),
    _review(
        "review_reply",
        Words("Ответ на отзыв", "Відповідь на відгук", "Reply to a review"),
        Words(
            "Вам ответили на ваш отзыв: {link}",
            "Вам відповіли на ваш відгук: {link}",
            "Your review has a reply: {link}",
        ),
        cls="SERVICE",
    ),
)
