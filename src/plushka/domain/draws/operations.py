"""What is done with draws, for those who call it from outside."""

from plushka.domain.draws.closing import close, close_due
from plushka.domain.draws.drawing import draw_
from plushka.domain.draws.entering import Chance, Entered, enter
from plushka.domain.draws.handing import hand_over, pass_on, take_back
from plushka.domain.draws.preparing import cancel, change, open_, prepare

__all__ = [
    "Chance",
    "Entered",
    "cancel",
    "change",
    "close",
    "close_due",
    "draw_",
    "enter",
    "hand_over",
    "open_",
    "pass_on",
    "prepare",
    "take_back",
]
