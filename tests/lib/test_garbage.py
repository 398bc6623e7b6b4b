"""The search for garbage is put off, and taken up again."""

import gc

import pytest

from plushka.lib.garbage import uncollected


def test_the_search_goes_on_afterwards_also_after_a_fault():
    with uncollected():
        within = gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError

    assert (within, gc.isenabled()) == (False, True)


def test_whoever_had_switched_it_off_keeps_it_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
