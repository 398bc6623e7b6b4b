"""What shows, years later, that a person agreed, and from where."""

from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.consenting import consent
from plushka.domain.members.erasing import erase_person
from plushka.domain.members.joining import NewConsent
from plushka.domain.members.models import Consent
from plushka.domain.members.proofs import export_proofs
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, join

PAGE = NewConsent("ADVERTISING", "v1", "CABINET", "203.0.113.77")
TILL = NewConsent("TRANSFER", "v1", "TILL")


def test_a_proof_says_where_somebody_agreed_without_naming_a_household(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    consent(member_id=anna, consents=[PAGE, TILL], actor="system:tests", at=NOON)

    found = export_proofs(member_id=anna, actor="staff:1", at=NOON)

    assert {(one.kind, one.address) for one in found} == {
        ("ADVERTISING", "203.0.113.0/24"),
        ("TRANSFER", ""),
    }


def test_the_same_agreed_from_elsewhere_is_the_same(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    elsewhere = NewConsent("ADVERTISING", "v1", "CABINET", "198.51.100.1")
    for one in (PAGE, elsewhere):
        consent(member_id=anna, consents=[one], actor="system:tests", at=NOON)

    assert list(ConsentAddress.objects.values_list("address", flat=True)) == ["203.0.113.0/24"]


def test_who_is_erased_leaves_the_proof_and_not_where_it_came_from(lipa: Tenant):
    anna = join(ANNAS_PHONE)
    consent(member_id=anna, consents=[PAGE], actor="system:tests", at=NOON)

    erase_person(member_id=anna, at=NOON)

    assert Consent.objects.filter(member_id=anna).exists()
    assert not ConsentAddress.objects.exists()
