"""Draws, chances in them, the tickets these become, and who won."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Draw(TenantModel):
    """A draw: what it promised, and what was told of it, step by step."""

    class State(models.TextChoices):
        DRAFT = "DRAFT"
        OPEN = "OPEN"
        #: The list is fixed; the outside value is awaited.
        CLOSED = "CLOSED"
        DRAWN = "DRAWN"
        CANCELLED = "CANCELLED"

    class Outside(models.TextChoices):
        """Where the value comes from that nobody of the company could choose."""

        #: A round of the public network drand, which follows from the moment of closing.
        DRAND = "DRAND"
        #: Anything else, described in words before the draw opens.
        WRITTEN = "WRITTEN"

    name = models.CharField(max_length=100)
    rules = models.CharField(max_length=5000, default="", blank=True)
    #: In the order they are drawn: ``[{"name": "A bicycle", "count": 1}]``.
    prizes = models.JSONField()
    #: So many are drawn after the prizes, to step in for winners who get none.
    reserves = models.PositiveIntegerField(default=0)
    #: True: whoever won is out of what is left of the draw; false: only the ticket that won is.
    is_once_a_member = models.BooleanField(default=True)
    #: Chances are taken in ``[opens_at, closes_at)``.
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    outside = models.CharField(max_length=7, choices=Outside, default=Outside.DRAND)
    #: What the outside value will be, in words, where it is WRITTEN.
    outside_promise = models.CharField(max_length=300, default="", blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    #: From opening on: the seed, sealed, and its SHA-256 in hex.
    opened_at = models.DateTimeField(null=True)
    sealed_seed = models.BinaryField(null=True)
    commitment = models.CharField(max_length=64, default="", blank=True)
    #: From closing on: the SHA-256 of the list in hex, how many tickets and members it has, how
    #: many chances were left out, and from when on the outside value may be known.
    closed_at = models.DateTimeField(null=True)
    list_digest = models.CharField(max_length=64, default="", blank=True)
    n_tickets = models.BigIntegerField(null=True)
    n_members = models.BigIntegerField(null=True)
    n_left_out = models.BigIntegerField(null=True)
    known_at = models.DateTimeField(null=True)
    #: Of drand: the number of the round that is awaited.
    outside_round = models.BigIntegerField(null=True)
    #: From drawing on, or from when it was cancelled after closing: the seed in hex.
    seed = models.CharField(max_length=64, default="", blank=True)
    outside_value = models.CharField(max_length=200, default="", blank=True)
    outside_source = models.CharField(max_length=300, default="", blank=True)
    #: Of a round of drand that was checked: what the network signed it with, in hex.
    outside_signature = models.CharField(max_length=96, default="", blank=True)
    drawn_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, default="", blank=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="draw_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("DRAFT", "OPEN", "CLOSED", "DRAWN", "CANCELLED")),
                name="draw_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outside__in=("DRAND", "WRITTEN")), name="outside_value_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, sealed_seed__isnull=True, commitment="")
                | Q(opened_at__isnull=False, sealed_seed__isnull=False) & ~Q(commitment=""),
                name="opened_draw_has_told_its_commitment",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, list_digest="", n_tickets__isnull=True)
                | Q(closed_at__isnull=False, opened_at__isnull=False, known_at__gt=F("closed_at"))
                & Q(n_tickets__gte=0, n_members__gte=0, n_left_out__gte=0)
                & ~Q(list_digest=""),
                name="closed_draw_has_told_its_list",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True)
                | Q(closed_at__isnull=False, drawn_at__gte=F("known_at"))
                & ~Q(seed="")
                & ~Q(outside_value=""),
                name="drawn_draw_has_told_its_seed",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT", opened_at__isnull=True)
                | Q(state="OPEN", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="CLOSED", closed_at__isnull=False, drawn_at__isnull=True)
                | Q(state="DRAWN", drawn_at__isnull=False)
                | Q(state="CANCELLED", drawn_at__isnull=True),
                name="draw_state_is_what_happened",
            ),
            models.CheckConstraint(
                condition=Q(state="CANCELLED", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="CANCELLED") & Q(cancelled_at__isnull=True, cancel_reason=""),
                name="cancelled_draw_says_why",
            ),
        )
        indexes = (
            # What closes draws whose time is over walks along.
            models.Index(
                fields=["tenant", "closes_at"],
                condition=Q(state="OPEN"),
                name="draws_to_be_closed",
            ),
        )


class Chance(TenantDetail):
    """Chances in a draw that a member got from one source; a source gives them once."""

    append_only = True

    draw = TenantForeignKey(Draw, models.PROTECT, indexed=False, related_name="chances")
    #: Who was given them; the person is whom this member was merged into (T33).
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="chances")
    #: ``CODE``, ``RULE``: what gave them, and the id of it.
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField()
    n = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "draw", "source_kind", "source_id"],
                name="source_gives_chances_once_a_draw",
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="chance_is_one_at_least"),
        )
        indexes = (models.Index(fields=["tenant", "member", "draw"], name="chances_of_a_member"),)


class Ticket(TenantDetail):
    """The tickets of one person in a closed draw: a line of its list."""

    append_only = True

    draw = TenantForeignKey(Draw, models.PROTECT, indexed=False, related_name="tickets")
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="tickets")
    #: Stands for the member in public, as 32 hex digits; of each draw another one.
    participant = models.CharField(max_length=32)
    #: Numbers from 1, both included.
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "draw", "first"], name="ticket_number_once_a_draw"
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "draw"], name="member_has_one_line_a_draw"
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="ticket_numbers_are_a_range"
            ),
        )


class Winner(TenantDetail):
    """A ticket that was drawn, and what became of its prize."""

    class State(models.TextChoices):
        #: Drawn after the prizes: steps in for a winner who gets none.
        RESERVE = "RESERVE"
        WON = "WON"
        HANDED_OVER = "HANDED_OVER"
        PASSED_ON = "PASSED_ON"

    draw = TenantForeignKey(Draw, models.PROTECT, indexed=False, related_name="winners")
    #: From 1, in the order of drawing.
    place = models.PositiveIntegerField()
    ticket = TenantForeignKey(Ticket, models.PROTECT, indexed=False, related_name="winners")
    #: The number of the ticket that was drawn.
    number = models.BigIntegerField()
    #: Which of the draw's prizes, from 0; null: one in reserve.
    prize = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=11, choices=State)
    #: Why the prize was passed on, as a code that is told in public.
    reason = models.CharField(max_length=20, default="", blank=True)
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "draw", "place"], name="place_once_a_draw"),
            models.UniqueConstraint(
                fields=["tenant", "draw", "number"], name="ticket_wins_once_a_draw"
            ),
            models.CheckConstraint(
                condition=Q(state="RESERVE", prize__isnull=True, reason="")
                | Q(state__in=("WON", "HANDED_OVER"), prize__isnull=False, reason="")
                | Q(state="PASSED_ON", prize__isnull=False) & ~Q(reason=""),
                name="winner_state_is_known",
            ),
        )
        indexes = (models.Index(fields=["tenant", "ticket"], name="winners_of_a_ticket"),)
