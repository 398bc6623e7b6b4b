"""Codes under the cap come by SMS, and one answer tells what became of them (U22, T24, T25)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.codes import states
from plushka.domain.codes.models import Activation, Guard, Policy
from plushka.domain.codes.spelling import shown
from plushka.domain.inbound import activating
from plushka.domain.inbound.activating import TOLD
from plushka.domain.inbound.answering import Came, hear
from plushka.domain.inbound.wishes import KEYWORDS
from plushka.domain.members.consenting import find_consents
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.queries import locate
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Connection, Inbound, Message
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.effects.cast import join
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE

ACCEPTED = "Код принят: 50 бонусов. Текущий баланс: {} бонусов."
UNDERSTOOD = (*KEYWORDS, activating.KEYWORD)
CYRILLIC = str.maketrans("BCHKMPTXY3", "ВСНКМРТХУЗ")


def write(
    line: Connection, text: str, *, id: str = "", sender: Locator = ANNAS_PHONE, at=NOON
) -> UUID | None:
    came = Came(id or f"n{Inbound.objects.count()}", sender.value, text)
    return hear(connection=line, heard=came, at=at, keywords=UNDERSTOOD)


def answers() -> list[str]:
    return list(Message.objects.order_by("id").values_list("text", flat=True))


@pytest.mark.usefixtures("anna")
class TestAMember:
    def test_is_told_the_points_and_the_balance(self, line, anna):
        _, [code, *_] = cast.active()
        write(line, f" «{shown(code).lower().translate(CYRILLIC)}»! ")

        assert answers() == [ACCEPTED.format(50)]
        row = Activation.objects.get()
        assert (row.member_id, row.source) == (anna, "SMS")

    def test_is_answered_the_same_when_the_code_is_sent_again(self, line):
        _, [code, *_] = cast.active()
        write(line, code)
        write(line, code)

        assert answers() == [ACCEPTED.format(50)] * 2
        assert Activation.objects.count() == 1

    def test_is_served_once_when_the_provider_tells_twice(self, line):
        _, [code, *_] = cast.active()
        write(line, code, id="7")
        write(line, code, id="7")

        assert answers() == [ACCEPTED.format(50)]

    def test_is_counted_once_for_a_wrong_code_that_the_provider_tells_ten_times(self, line):
        _, [code, *_] = cast.active()
        for _ in range(10):
            write(line, cast.wrong_code(), id="7")
        write(line, code)

        assert Guard.objects.get().n_wrong == 1
        assert answers()[1:] == [ACCEPTED.format(50)]

    @pytest.mark.parametrize("between", ["", " ", ", ", "\n"], ids=repr)
    def test_gets_the_points_of_a_doubled_code_once(self, line, between):
        _, [code, *_] = cast.active()
        write(line, between.join((code, code.lower())))

        assert answers() == [ACCEPTED.format(50)]
        assert Activation.objects.count() == 1

    def test_gets_one_answer_to_two_codes(self, line):
        _, [code, other, *_] = cast.active()
        write(line, f"{code} {other}")

        assert answers() == ["Код принят: 100 бонусов. Текущий баланс: 100 бонусов."]

    def test_gets_the_good_one_of_two(self, line):
        _, [code, *_] = cast.active()
        write(line, f"{cast.wrong_code()}\n{code}")

        assert answers() == [ACCEPTED.format(50)]

    def test_is_answered_thirty_times_an_hour_and_served_oftener(self, line):
        _, codes = cast.active(32)
        for code in codes:
            write(line, code)

        assert len(answers()) == 30
        assert Activation.objects.count() == 32

    def test_still_stops_and_asks_for_the_balance(self, line):
        cast.active()
        for text in ("СТОП", "баланс", "Где мои бонусы?"):
            write(line, text)

        wishes = Inbound.objects.order_by("id").values_list("wish", flat=True)
        assert list(wishes) == ["stop", "balance", ""]

    @pytest.mark.parametrize(
        ("deed", "answer"),
        [
            ("early", "Этот код ещё не действует. Отправьте его позже."),
            ("used", "Этот код уже использован."),
            ("closed", "Коды этой акции больше не принимаются."),
            ("revoked", "Этот код больше не действует."),
            ("limit", "Больше кодов этой акции не принять. Можно: 1."),
            ("unknown", "Такого кода нет. Проверьте его и отправьте ещё раз."),
            ("mistyped", "В коде опечатка. Сверьте с крышкой и отправьте ещё раз."),
            ("blocked", "Ваш счёт заблокирован. Обратитесь в «Липа»."),
            ("locked", "Слишком много попыток. Отправьте код позже."),
        ],
    )
    def test_is_told_why_a_code_is_refused(self, line, anna, deed, answer):
        write(line, prepared(deed, anna))

        assert answers() == [answer]


def prepared(deed: str, anna: UUID) -> str:
    """Bring about why a code will be refused; give the code."""
    if deed == "early":
        return next(cast.making.codes_of(cast.made(1)))[1]
    batch, [code, other] = cast.active(2, most_per_member=1)
    ended = {"batch_id": batch.id, "actor": cast.ACTOR, "at": NOON}
    typed = {
        "unknown": cast.wrong_code(),
        "mistyped": code[:-1] + ("2" if code[-1] != "2" else "3"),
    }
    brings = {
        "used": lambda: (join(BOHDANS_PHONE), cast.accepted(code, member=BOHDANS_PHONE)),
        "closed": lambda: states.close(**ended),
        "revoked": lambda: states.revoke(reason="Утекли", **ended),
        "limit": lambda: cast.accepted(other),
        "blocked": lambda: Member.objects.filter(id=anna).update(
            blocked_at=NOON, block_reason="x"
        ),
        "locked": lambda: [cast.refusal_of(cast.wrong_code(n)) for n in range(5)],
    }
    brings.get(deed, lambda: None)()
    return typed.get(deed, code)


class TestAStranger:
    def test_joins_on_the_spot_by_a_good_code(self, line):
        _, [code, *_] = cast.active()
        write(line, code, sender=BOHDANS_PHONE)

        assert answers() == [ACCEPTED.format(50)]
        [member] = locate(locators=[BOHDANS_PHONE], at=NOON).values()
        assert Activation.objects.get().member_id == member
        [agreed] = find_consents(member_id=member)
        assert (agreed.consent.kind, agreed.consent.version, agreed.consent.channel) == (
            *("DATA", "code-sms-ru-1"),
            "SMS",
        )

    def test_does_not_join_by_a_wrong_one(self, line):
        cast.active()
        write(line, cast.wrong_code(), sender=BOHDANS_PHONE)

        assert answers() == ["Такого кода нет. Проверьте его и отправьте ещё раз."]
        assert locate(locators=[BOHDANS_PHONE], at=NOON) == {}

    def test_joins_nothing_where_the_company_does_not_want_it(self, line):
        _, [code, *_] = cast.active()
        Policy.objects.update(enrols=False)
        write(line, code, sender=BOHDANS_PHONE)

        assert answers() == ["Код верный. Вступите в программу «Липа» и введите его."]
        assert Activation.objects.count() == 0


def test_nothing_that_is_kept_holds_the_code(line, anna):
    _, [code, *_] = cast.active()
    write(line, code)

    kept = str([*Inbound.objects.values(), *Message.objects.values()])
    assert code not in kept
    assert Inbound.objects.get().text == f"•••{code[-4:]}"


def test_every_refusal_has_a_kind_of_answer():
    assert {f"activation_{kind}" for kind in TOLD.values()} <= KINDS.keys()


def test_a_guesser_by_sms_is_answered_until_locked_and_a_while(line, anna):
    cast.active()
    for n in range(8):
        write(line, cast.wrong_code(n), at=NOON + dt.timedelta(seconds=n))

    assert answers()[4:6] == [
        "Такого кода нет. Проверьте его и отправьте ещё раз.",
        "Слишком много попыток. Отправьте код позже.",
    ]
