"""What nobody says to a cashier, nor wants to be called by one (T44).

A word is looked at as it is read: by its sound and by its shape, in either alphabet, with digits
in the place of letters. Stems are written in Latin, as all three languages are heard.
"""

import unicodedata

_SOUNDS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэіїґє", "abvgdeziiklmnoprstufhieiige", strict=True)),
        **dict(zip("жцчшщюяё", ("zh", "c", "ch", "sh", "sch", "yu", "ya", "e"), strict=True)),
        **dict.fromkeys("ъьʼ'", ""),
        **dict(zip("0134@$", "oizhas", strict=True)),
    }
)
_CYRILLIC, _LATIN = "авекмнорстухі", "abekmhopctyxi"
_SHAPES = (str.maketrans(_CYRILLIC, _LATIN), str.maketrans(_LATIN, _CYRILLIC))
"""Letters as somebody reads them who knows the other alphabet: «НОМО»."""

STEMS = (
    # Russian and Ukrainian, by sound.
    *("hui", "huev", "huil", "ahuel", "ohuel", "pizd", "zaeb", "naeb", "ueba", "yeba", "dolboeb"),
    *("blyad", "blyat", "mudak", "mudil", "mudoz", "zalup", "zhopa", "zhopu", "govn", "gavno"),
    *("gimno", "suchk", "mandavo", "gandon", "gondon", "pidor", "pidar", "pedik", "pidr"),
    *("shlyuh", "shluh", "kurva", "srak", "sratk", "drist", "perdun", "perdil", "debil", "dibil"),
    *("mraz", "ublyud", "chmo", "churk", "hohol", "kacap", "lohu", "gulag"),
    # English, and words all three know.
    *("fuck", "fuk", "bullshit", "cunt", "pussy", "bitch", "whore", "slut", "fagg", "nigg"),
    *("hitler", "gitler", "penis", "vagin", "porno", "dildo", "milf"),
)
"""Refused wherever they stand in a word."""

UNLUCKY = (
    *("дур", "муд", "раб", "гад", "гуз", "зад", "фиг", "фаг", "фал", "луз", "лиз", "гол"),
    *("дебил", "дибил", "мофо", "гигол", "гомо", "номо", "зиг", "убив", "могил", "зло", "адол"),
    *("дегр", "дауз", "дилд", "бида", "лаба", "мазда", "аллаг", "бога", "боги", "идол"),
)
"""Besides those, not made by us: they only sound like something."""

_NUMBERS = frozenset({"88", "69"})


def is_rude(word: str) -> bool:
    """Tell whether a word has a rude one in it, by sound or by shape."""
    plain = unicodedata.normalize("NFC", word.casefold()).replace("-", "")
    shapes = [plain, *(plain.translate(shape) for shape in _SHAPES)]
    forms = {shape.translate(_SOUNDS) for shape in shapes}
    forms |= {form.translate(str.maketrans("wyx", "vih")) for form in forms}
    return any(stem in form for form in forms for stem in STEMS)


def is_unlucky(said: str, digits: str) -> bool:
    """Tell whether syllables or digits sound like what somebody would not say of themselves."""
    return digits in _NUMBERS or any(part in said for part in UNLUCKY)
