"""Profile, consents and choices: told, corrected and withdrawn by the member."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from plushka.domain.members.consenting import find_consents
from plushka.domain.messaging import choosing
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import Phone, join, last_code, profile
from tests.web.till.people import new_phone, text_of

ANNA = {
    "surname": "Шевчук",
    "name": "Анна",
    "patronymic": "Сергеевна",
    "day": "17",
    "month": "5",
    "year": "1990",
    "sex": "FEMALE",
    "email": "anna@example.com",
}


def save(phone: Phone, **sent: Any) -> HttpResponse:
    """Send the form as it stands on the page, with what was typed."""
    page = phone.get("profile").content.decode()
    stamp = re.search(r'name="stamp"\s+value="([^"]+)"', page)
    assert stamp
    return phone.post("profile/save", **{"stamp": stamp[1], **ANNA, **sent})


def test_a_member_tells_who_they_are(phone: Phone, shop: Shop, anna: UUID):
    before = text_of(phone.get("profile"))

    saved = save(phone)

    kept = profile(shop, anna)
    assert (kept.full_name, str(kept.birth_date), kept.email) == (
        "Шевчук Анна Сергеевна",
        "1990-05-17",
        "anna@example.com",
    )
    assert "Filled in: 33 %" in before
    assert "Filled in: 100 %" in text_of(saved)
    assert "Kept." in text_of(saved)


def test_a_birthday_without_a_year_is_taken(phone: Phone, shop: Shop, anna: UUID):
    save(phone, year="")

    born = profile(shop, anna).birth_date
    assert born is not None
    assert (born.month, born.day, born.year) == (5, 17, 4)


def test_another_birth_date_is_taken_once_a_year(phone: Phone, shop: Shop, anna: UUID):
    save(phone)
    save(phone, day="18")

    refused = save(phone, day="19")

    assert refused.status_code == 422
    assert "the date was changed less than a year ago" in text_of(refused)
    assert str(profile(shop, anna).birth_date) == "1990-05-18"


def test_what_was_typed_stays_where_it_is_refused(phone: Phone, shop: Shop, anna: UUID):
    refused = save(phone, email="no address", surname="Нова")

    assert refused.status_code == 422
    assert "Write the e-mail like anna@example.com." in text_of(refused)
    assert 'value="Нова"' in refused.content.decode()
    assert profile(shop, anna).surname == ""


def test_a_day_that_is_none_and_a_name_too_long_are_refused(phone: Phone, shop: Shop, anna: UUID):
    for wrong in ({"day": "31", "month": "2"}, {"day": "x"}, {"name": "а" * 201}):
        assert save(phone, **wrong).status_code == 422
    assert profile(shop, anna).name == "Анна"


def test_of_two_who_change_one_profile_the_second_is_told(phone: Phone, shop: Shop, anna: UUID):
    page = phone.get("profile").content.decode()
    stamp = re.search(r'name="stamp"\s+value="([^"]+)"', page)
    assert stamp
    save(phone)

    refused = phone.post("profile/save", **{**ANNA, "stamp": stamp[1], "name": "Ганна"})

    assert refused.status_code == 422
    assert "changed elsewhere meanwhile" in text_of(refused)
    assert profile(shop, anna).name == "Анна"


def test_a_consent_is_given_withdrawn_and_given_again(phone: Phone, shop: Shop, anna: UUID):
    given = phone.post("wishes/advertising")
    withdrawn = phone.post("wishes/advertising", withdraw="1")
    with tenant_context(shop.tenant.id):
        [between] = find_consents(member_id=anna)
    phone.post("wishes/advertising")

    assert "Given on" in text_of(given)
    assert "text cabinet-advertising-en-1" in text_of(given)
    assert "Withdrawn on" in text_of(withdrawn)
    with tenant_context(shop.tenant.id):
        [after] = find_consents(member_id=anna)
    assert (between.is_withdrawn, after.is_withdrawn) == (True, False)


def test_the_use_of_data_is_withdrawn_by_leaving_alone(phone: Phone, shop: Shop, anna: UUID):
    phone.post("wishes/data", withdraw="1")

    with tenant_context(shop.tenant.id):
        assert find_consents(member_id=anna) == []
    page = phone.get("wishes")
    assert "to end this consent is to leave the programme" in text_of(page)
    assert f'href="/m/{phone.slug}/leave">End this consent' in page.content.decode()


def test_choices_are_kept(phone: Phone, shop: Shop, anna: UUID):
    phone.post("wishes/messages", points="SMS", ending="VOICE", tier="PUSH", offers="NONE")
    refused = phone.post("wishes/messages", points="PIGEON")

    with tenant_context(shop.tenant.id):
        chosen = choosing.find_choices(member_id=anna)
    assert chosen == {"POINTS": "SMS", "ENDING": "VOICE", "TIER": "PUSH", "OFFERS": "NONE"}
    assert refused.status_code == 422


def test_a_new_phone_is_taken_when_its_code_is_told(phone: Phone, shop: Shop, anna: UUID):
    before, new = profile(shop, anna).phone, new_phone()
    asked = phone.post("phone/code", phone=new)
    code = last_code(shop)

    wrong = phone.post("phone/take", code=f"{(int(code) + 1) % 1_000_000:06}")
    still = profile(shop, anna).phone
    right = phone.post("phone/take", code=code)

    assert f"A code is on its way to {new[:5]}•••{new[-4:]}." in text_of(asked)
    assert (wrong.status_code, still) == (422, before)
    assert "Your phone is changed." in text_of(right)
    assert profile(shop, anna).phone == new


def test_a_phone_that_somebody_has_is_not_taken(phone: Phone, shop: Shop, anna: UUID):
    veras = profile(shop, join(shop)).phone
    phone.post("phone/code", phone=veras)

    refused = phone.post("phone/take", code=last_code(shop))

    assert refused.status_code == 422
    assert "has this phone already" in text_of(refused)
    assert profile(shop, anna).phone != veras
