"""Prize draws (U1, B29)."""

from plushka.domain.messaging.kinds.kind import DAYS, Kind, Value, values
from plushka.domain.rules.words import Words

_PRIZE = Value("text", Words("приз", "приз", "the prize"), "Велосипед")
_DRAW = Value("text", Words("розыгрыш", "розіграш", "the draw"), "Велосипеды за крышки")
_TICKET = Value("count", Words("номер билета", "номер квитка", "the number of the ticket"), 1204)

KINDS = (
    Kind(
        code="draw_won",
        cls="SERVICE",
        topic="GIFTS",
        choice=None,
        words=Words("Выигрыш в розыгрыше", "Виграш у розіграші", "A prize was won"),
        values=values(prize=_PRIZE, draw=_DRAW, ticket=_TICKET),
        texts=Words(
            "Ваш билет {ticket} выиграл: {prize}. {company}",
            "Ваш квиток {ticket} виграв: {prize}. {company}",
            "Your ticket {ticket} has won: {prize}. {company}",
        ),
        subject=Words("Вы выиграли", "Ви виграли", "You have won"),
        valid_for=7 * DAYS,
    ),
)
