"""Persons by their digest, and the words that name them: reference tables, on every shard."""

from django.db import models
from django.db.models import Q

from plushka.lib.ids import new_id


class Holder(models.Model):
    """Somebody who has an alias, known by a keyed digest of their phone and by nothing else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    #: How many companies use the word. Which ones they are is known to themselves alone.
    n_companies = models.PositiveIntegerField(default=0, db_default=0)


class Word(models.Model):
    """An alias, in the one spelling that ``speaking`` gives it.

    Kept as text: whoever forgot theirs is told it again, and it opens nothing (ADR 37).
    """

    word = models.CharField(primary_key=True, max_length=20)
    #: Whose it is; null once they were forgotten.
    holder = models.ForeignKey(Holder, models.CASCADE, null=True, related_name="words")
    given_at = models.DateTimeField()
    #: Since when it finds nobody; it is not given again for a year.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["holder"],
                condition=Q(retired_at__isnull=True),
                name="holder_has_one_word_in_use",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | Q(retired_at__isnull=False),
                name="word_in_use_is_somebodys",
            ),
        )
