"""The wishes that a phone can have; ideas above add theirs to the table."""

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.inbound.keywords import Answer, Keyword, Written, either, first, whole
from plushka.domain.ledger import queries as ledger
from plushka.domain.members import sharing
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.messaging import opting

NOT_JOINED = Answer("not_joined")


def stop(written: Written) -> Answer:
    """Want no advertising any more, from anywhere."""
    said = [("SMS", written.phone)]
    if written.member_id is None:
        opting.stop(said=said, at=written.at, actor=written.actor)
    else:
        opting.opt_out(member_id=written.member_id, actor=written.actor, at=written.at, said=said)
    return Answer("opted_out")


def start(written: Written) -> Answer:
    """Agree to advertising by SMS; from nobody's phone it takes back their STOP."""
    opting.allow_again(said=[("SMS", written.phone)])
    if written.member_id is None:
        return NOT_JOINED
    version = f"sms-advertising-{written.place.language}-1"
    enrolment.change(
        member_id=written.member_id,
        changes=Changes(),
        actor=written.actor,
        at=written.at,
        consents=[NewConsent("ADVERTISING", version, "SMS")],
    )
    return Answer("opted_in")


def balance(written: Written) -> Answer:
    """Ask what can be spent."""
    if written.member_id is None:
        return NOT_JOINED
    account = ledger.accounts_of(members=[written.member_id])[written.member_id]
    return Answer("balance", {"balance": ledger.balance(account=account, at=written.at).spendable})


def alias(written: Written) -> Answer:
    """Ask for the word that is said at any till instead of the phone; made where there is none.

    A call proves less than a text: so the word goes to the phone and to nobody who called (A6.11).
    """
    if written.member_id is None:
        return NOT_JOINED
    told = sharing.share(
        member_id=written.member_id,
        way="CALL" if written.kind == "CALL" else "SMS",
        actor=written.actor,
        at=written.at,
    )
    return Answer("alias", {"alias": told.upper()})


def other_alias(written: Written) -> Answer:
    """Ask for another word: the old one names nobody from then on, at any company."""
    if written.member_id is None:
        return NOT_JOINED
    told = sharing.change(member_id=written.member_id, actor=written.actor, at=written.at)
    return Answer("alias", {"alias": told.upper()})


ALIAS = "alias"
"""What a missed call asks for (U35)."""

STOP, START = "stop", "start"

KEYWORDS: tuple[Keyword, ...] = (
    Keyword(
        STOP,
        either(
            first("стоп", "stop", "stopall", "unsubscribe", "отписаться", "отпишите"),
            first("відписатися", "відпишіть", "отписка", "відписка"),
        ),
        stop,
        holds=True,
    ),
    Keyword(START, whole("старт", "start", "unstop", "подписаться", "підписатися"), start),
    Keyword(
        "balance",
        either(
            whole("баланс", "мой баланс", "мій баланс", "balance", "my balance"),
            whole("бонусы", "бонуси", "баллы", "бали", "points"),
        ),
        balance,
    ),
    Keyword(
        ALIAS, whole("псевдоним", "псевдонім", "alias", "мой псевдоним", "мій псевдонім"), alias
    ),
    Keyword(
        "other_alias",
        either(
            whole("новый псевдоним", "новий псевдонім", "другой псевдоним", "інший псевдонім"),
            whole("сменить псевдоним", "змінити псевдонім", "new alias", "change alias"),
        ),
        other_alias,
    ),
)
