"""How «Липа» speaks."""

from plushka.domain.messaging.filters import Voice
from plushka.domain.programmes.document import EnglishForms, SlavicForms, Unit

UNIT = Unit(
    ru=SlavicForms(one="бонус", few="бонуса", many="бонусов", other="бонуса"),
    uk=SlavicForms(one="бонус", few="бонуси", many="бонусів", other="бонуса"),
    en=EnglishForms(one="point", other="points"),
)
RU, UK, EN = (Voice(language, UNIT, "RUB") for language in ("ru", "uk", "en"))
VOICES = {"ru": RU, "uk": UK, "en": EN}
