"""A member wrote a review (R16). Once a review."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.words import Words

_ID = happened("review.id", TEXT, Words("отзыв", "відгук", "review"))

REVIEW = Trigger(
    "review",
    "R16",
    Words("отзыв", "відгук", "review"),
    brings=("outlet", "staff"),
    own=(
        _ID,
        happened("review.rating", NUMBER, Words("оценка", "оцінка", "rating")),
        happened("review.has_text", TRUTH, Words("есть текст", "є текст", "text was written")),
    ),
    key=(_ID,),
)
