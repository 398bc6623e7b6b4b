import os
import warnings
from concurrent.futures import ThreadPoolExecutor

from plushka.lib.ids import new_id


def test_ids_rise_and_are_version_seven():
    ids = [new_id() for _ in range(10_000)]

    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}


def test_ids_of_threads_differ():
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda _: new_id(), range(4_000)))

    assert len(set(ids)) == len(ids)


def test_ids_of_a_forked_process_are_random_anew():
    new_id()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the runner has threads; the child does nothing with them
        child = os.fork()
    if child == 0:
        os.write(writing, str(new_id()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    theirs = os.read(reading, 36).decode()

    assert theirs[-12:] != str(new_id())[-12:]
