"""Whatever a provider delivers is read as something, or as nothing; it never fells the line."""

from hypothesis import given
from hypothesis import strategies as st
from smpp34 import DeliverSm, Tlv

from plushka.integrations.sending import Report
from plushka.integrations.smpp import reading
from plushka.integrations.smpp.reading import Written

tags = st.builds(
    Tlv,
    st.sampled_from([0x1E, 0x0427, 0x0423, 0x0424, 0x020C, 0x020E, 0x020F, 0x1401]),
    st.binary(max_size=6),
)
words = st.sampled_from([b"id:", b"stat:DELIVRD", b"err:", b" ", b"\x05\x00\x03", b"\xff", b"7"])
messages = st.lists(words | st.binary(max_size=9), max_size=9).map(b"".join)


@given(
    message=messages,
    kind=st.integers(0, 255),
    coding=st.integers(0, 255),
    tlvs=st.lists(tags, max_size=5),
    sender=st.text(st.characters(codec="ascii", exclude_characters="\0"), max_size=20),
    form=st.sampled_from(["SAME", "DECIMAL", "HEX"]),
    alphabet=st.sampled_from(["GSM", "LATIN1"]),
)
def test_anything_can_be_read(
    message: bytes, kind: int, coding: int, tlvs: list[Tlv], sender: str, form: str, alphabet: str
) -> None:
    delivered = DeliverSm(sender, "4446", message, esm_class=kind, data_coding=coding, tlvs=tlvs)

    match reading.read(delivered, receipt_ids=form):
        case Report(provider_id=provider_id):
            assert provider_id
        case Written(parts=parts, part=part) as written:
            assert 1 <= part <= parts
            assert isinstance(reading.text(written, alphabet=alphabet), str)
        case nothing:
            assert nothing is None
