"""What is done with draws, for those who call it from outside."""

from plushka.domain.draws.entering import Chance, Entered, enter
from plushka.domain.draws.preparing import cancel, change, open_, prepare

__all__ = ["Chance", "Entered", "cancel", "change", "enter", "open_", "prepare"]
