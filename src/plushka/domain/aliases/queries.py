"""What is a person's word."""

from uuid import UUID

from plushka.domain.aliases.models import Word


def word_of(*, holder_id: UUID) -> str | None:
    """Give the word a person has in use; None for who was forgotten."""
    found = Word.objects.filter(holder_id=holder_id, retired_at=None)
    return found.values_list("word", flat=True).first()
