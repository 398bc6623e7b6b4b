"""The same words in each language we speak."""

from typing import NamedTuple


def spoken(language: str) -> str:
    """Give the language itself where we speak it, else English."""
    return language if language in {"ru", "uk"} else "en"


class Words(NamedTuple):
    """A noun, or a whole sentence with named values."""

    ru: str
    uk: str
    en: str

    def said_in(self, language: str) -> str:
        """Give the words in a language; in English where we do not speak it."""
        match language:
            case "ru":
                return self.ru
            case "uk":
                return self.uk
            case _:
                return self.en
