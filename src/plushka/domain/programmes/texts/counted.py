"""A sentence that depends on a number."""

from dataclasses import dataclass

from plushka.lib.plural import Form


@dataclass(frozen=True, slots=True)
class Counted:
    """Whole sentences for each plural form; `by` names the fact that is counted.

    Points are counted in hundredths, days in ones.
    """

    by: str
    one: str
    other: str
    few: str = ""
    many: str = ""
    in_ones: bool = False

    def form(self, form: Form) -> str:
        """Give the sentence for a plural form."""
        sentence: str = getattr(self, form)
        return sentence


type Sentence = str | Counted
