"""The log of a graph directory: what was written is read again, and what was changed since is seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rusgraf.directory import log
from rusgraf.directory.log import Change, Entry

VERSIONS = ("a" * 64, "b" * 64, "c" * 64)


def entries() -> list[Entry]:
    first = Change("submissions/x", VERSIONS[0], "", "content", 3)
    second = Change("submissions/x", VERSIONS[1], VERSIONS[0], "content", 4)
    other = Change("submissions/y", VERSIONS[2], "", "content", 5)
    away = Change("submissions/x", "", VERSIONS[1])
    return [
        Entry(1, "2026-11-25T12:00:00Z", "Åse", "submit", (first,), versions={"rusgraf": "1"}),
        Entry(2, "2026-11-25T12:00:01Z", "Åse", "replace", (second, other), "Feil\nlinje"),
        Entry(3, "2026-11-25T12:00:02Z", "https://orcid.org/0000-0002-1825-0097", "withdraw", (away,)),
    ]


WHOLE = b"".join(entry.line() for entry in entries())


def test_what_was_written_is_read() -> None:
    read = log.parsed(WHOLE)
    assert list(read.entries) == entries()
    assert (read.faults, read.rest, read.size) == ((), 0, len(WHOLE))
    assert list(read.heads) == ["submissions/y"]
    assert [change.version for _, change in read.of("submissions/x")] == [*VERSIONS[:2], ""]
    assert log.parsed(b"") == log.Log((), (), 0)


@given(st.text(), st.text(), st.text())
def test_any_name_and_reason_stay_in_their_line(by: str, why: str, id: str) -> None:
    entry = Entry(1, "2026-11-25T12:00:00Z", by, "submit", (Change(id, VERSIONS[0]),), why)
    assert entry.line().count(b"\n") == 1
    assert log.parsed(entry.line()).entries == (entry,)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_seen(at: int, change: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= change
    read = log.parsed(bytes(changed))
    assert read.faults or read.rest


@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_is_seen_unless_it_is_between_lines(size: int) -> None:
    read = log.parsed(WHOLE[:size])
    assert not read.faults
    assert (read.rest == 0) == (size == 0 or WHOLE[size - 1 : size] == b"\n")
    assert read.entries == tuple(entries()[: WHOLE[:size].count(b"\n")])


def test_an_empty_line_says_nothing() -> None:
    """Editors put one at the end."""
    first, rest = WHOLE.split(b"\n", 1)
    for text in (WHOLE + b"\n", WHOLE + b"\r\n", first + b"\n\n" + rest):
        read = log.parsed(text)
        assert (list(read.entries), read.faults, read.rest) == (entries(), (), 0)


def test_a_line_that_is_no_line_of_a_log_is_a_fault() -> None:
    for line in (b"[" * 100_000, b"[]", b"1", b"\0\0", b"<<<<<<< HEAD"):
        read = log.parsed(WHOLE + line + b"\n")
        assert (list(read.entries), len(read.faults)) == (entries(), 1)


def test_a_line_taken_out_or_put_elsewhere_is_seen() -> None:
    first, second, third = WHOLE.splitlines(keepends=True)
    for lines in ((first, third), (second, third), (first, third, second), (first, first, second)):
        assert log.parsed(b"".join(lines)).faults
