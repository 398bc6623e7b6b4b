"""A word names a person at every company that they asked, each with their own member."""

import pytest

from plushka.domain.aliases import speaking
from plushka.domain.aliases.digests import of_phone
from plushka.domain.aliases.models import Holder
from plushka.domain.members import operations as members
from plushka.domain.members import queries, sharing
from plushka.domain.members.locator import Locator, read
from plushka.domain.members.operations import Changes
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.members.sharing import NoPhone, NotShared
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import BadField
from tests.domain.members.cast import ANNAS_CARD, NOON, join, statements_sent

ANNAS_PHONE, BOHDANS_PHONE = Locator("PHONE", "+79990000201"), Locator("PHONE", "+380990000202")
"""Of no other test: persons are known to all companies."""

ACTOR = "member:1"


@pytest.fixture
def shops(dub: Tenant) -> tuple[Tenant, Tenant]:
    """Two companies, neither of which is in context."""
    tenant_id = tenants.next_id()
    with tenant_context(tenant_id):
        return tenants.create(slug="lipa", name="Липа", at=NOON).tenant, dub


def share(member_id) -> str:
    return sharing.share(member_id=member_id, way="SMS", actor=ACTOR, at=NOON)


def holder() -> int | None:
    """Say at how many companies Anna is named; None where nobody knows her."""
    found = Holder.objects.filter(digest=of_phone(ANNAS_PHONE.value))
    return found.values_list("n_companies", flat=True).first()


def called(word: str) -> Locator:
    return read("alias", word, region="RU", path="alias")


def found(word: str):
    locator = called(word)
    return queries.locate(locators=[locator], at=NOON).get(locator)


def test_a_word_finds_its_member_in_one_statement_and_is_told_again(lipa: Tenant):
    anna, bohdan = join(ANNAS_PHONE), join(BOHDANS_PHONE)
    word, other = share(anna), share(bohdan)
    with statements_sent() as sent:
        asked = [called(word), called(other), ANNAS_PHONE, Locator("ALIAS", "мама")]
        assert queries.locate(locators=asked, at=NOON) == {
            asked[0]: anna,
            asked[1]: bohdan,
            ANNAS_PHONE: anna,
        }
    assert len(sent) == 1
    assert found(word.upper().replace("-", " ")) == anna
    assert (share(anna), sharing.word_of(member_id=anna)) == (word, word)


def test_a_word_finds_nobody_at_a_company_that_was_not_asked(shops):
    lipa, dub = shops
    with tenant_context(lipa.id):
        word = share(join(ANNAS_PHONE))
    with tenant_context(dub.id):
        own = join(ANNAS_PHONE)
        with pytest.raises(MemberUnknown) as refused:
            queries.identify(locator=called(word), at=NOON)
        assert (refused.value.code, sharing.word_of(member_id=own)) == ("member_unknown", None)
        assert (share(own), found(word)) == (word, own)


def test_another_word_is_another_everywhere_at_once(shops):
    lipa, dub = shops
    with tenant_context(lipa.id):
        anna = join(ANNAS_PHONE)
        old = share(anna)
    with tenant_context(dub.id):
        own = join(ANNAS_PHONE)
        share(own)
        new = sharing.change(member_id=own, actor=ACTOR, at=NOON)
        assert (found(old), found(new)) == (None, own)
    with tenant_context(lipa.id):
        told = (found(old), found(new), sharing.word_of(member_id=anna))
    assert told == (None, anna, new)


def test_erasure_at_one_company_leaves_the_other(shops):
    lipa, dub = shops
    with tenant_context(lipa.id):
        anna = join(ANNAS_PHONE)
        word = share(anna)
    with tenant_context(dub.id):
        own = join(ANNAS_PHONE)
        share(own)
    with tenant_context(lipa.id):
        members.erase_person(member_id=anna, at=NOON)
        assert found(word) is None
    with tenant_context(dub.id):
        assert found(word) == own
        members.erase_person(member_id=own, at=NOON)
    assert holder() is None


def test_who_wants_it_here_no_more_keeps_it_elsewhere(shops):
    lipa, dub = shops
    with tenant_context(lipa.id):
        anna = join(ANNAS_PHONE)
        word = share(anna)
    with tenant_context(dub.id):
        own = join(ANNAS_PHONE)
        share(own)
        sharing.unshare(member_id=own, actor=ACTOR, at=NOON)
        assert found(word) is None
        with pytest.raises(NotShared):
            sharing.change(member_id=own, actor=ACTOR, at=NOON)
    with tenant_context(lipa.id):
        assert found(word) == anna


def test_another_phone_leaves_the_word_behind(lipa: Tenant):
    anna = join(ANNAS_PHONE, ANNAS_CARD)
    word = share(anna)
    changes = Changes(phone=BOHDANS_PHONE.value)
    members.change(member_id=anna, changes=changes, actor=ACTOR, at=NOON)
    assert (found(word), sharing.word_of(member_id=anna)) == (None, None)
    assert share(anna) != word


def test_who_was_forgotten_elsewhere_gets_a_word_anew(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    word = share(anna)
    sharing.revoke(phone=ANNAS_PHONE.value, at=NOON)
    assert found(word) is None
    new = sharing.change(member_id=anna, actor=ACTOR, at=NOON)
    assert (found(new), SharedAlias.objects.count(), holder()) == (
        anna,
        1,
        1,
    )


def test_without_a_phone_there_is_no_word_that_all_know(lipa: Tenant):
    with pytest.raises(NoPhone):
        share(join(ANNAS_CARD))
    assert holder() is None


def test_a_slip_is_told_from_a_word_that_nobody_has(lipa: Tenant):
    share(join(ANNAS_PHONE))
    right = speaking.make()
    wrong = right[:-1] + next(one for one in speaking.CHECKS if one != right[-1])
    for word, facts in ((right, {}), ("бодуза-47", {}), (wrong, {"misheard": True})):
        with pytest.raises(MemberUnknown) as refused:
            queries.identify(locator=called(word), at=NOON)
        assert refused.value.facts == facts


def test_a_company_gives_no_words_of_our_form_and_no_rude_ones(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    for word in (speaking.make(), "мудак"):
        with pytest.raises(BadField) as refused:
            members.change(member_id=anna, changes=Changes(alias=word), actor=ACTOR, at=NOON)
        assert refused.value.path == "alias"
    assert queries.get_profile(member_id=anna).alias is None
