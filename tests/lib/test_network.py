"""Where a request came from, as far as it is counted or written down."""

import pytest

from plushka.lib.network import household, shortened


@pytest.mark.parametrize(
    ("address", "whole", "short"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("TELEGRAM:17", "TELEGRAM:17", ""),
        ("", "", ""),
    ],
    ids=["v4", "mapped", "v6", "scoped", "chat", "nothing"],
)
def test_an_address_is_as_much_as_a_household_has(address: str, whole: str, short: str):
    assert (household(address), shortened(address)) == (whole, short)
