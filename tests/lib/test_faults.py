"""A log tells where a fault was, and no word of what it was about."""

from plushka.lib.faults import told_of, without_values


def fall(phone: str) -> None:
    raise ValueError(f"no such phone: {phone}")


def test_a_logged_fault_is_its_kind_and_place_without_a_value():
    told: dict[str, object] = {}
    try:
        fall("+79161234567")
    except ValueError as fallen:
        fault = fallen
        told |= without_values(None, "exception", {"event": "fell", "exc_info": True})
    assert told == {"event": "fell", **told_of(fault)}
    assert told["fault"] == ["ValueError"]
    assert "test_faults.py" in str(told["where"])
    assert "7916" not in str(told)


def test_what_is_no_fault_is_told_as_it_is():
    assert without_values(None, "warning", {"event": "slow"}) == {"event": "slow"}
