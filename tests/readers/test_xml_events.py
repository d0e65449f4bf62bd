"""XML as a stream of events, with limits."""

import pytest

from evolve.errors import InputError
from evolve.readers.xml_events import Event, xml_events


def test_names_have_the_prefixes_of_the_reader() -> None:
    data = b'<x:a xmlns:x="one" xmlns="two" x:k="1" l="2">t<b/><c xmlns=""/></x:a>'
    events = list(xml_events(data, "a.xml", {"one": "p", "two": ""}))
    assert [(event.kind, event.value) for event in events] == [
        ("start", "p:a"),
        ("text", "t"),
        ("start", "b"),
        ("end", "b"),
        ("start", "?:c"),
        ("end", "?:c"),
        ("end", "p:a"),
    ]
    assert events[0] == Event("start", "p:a", {"p:k": "1", "l": "2"})


@pytest.mark.parametrize(
    ("data", "limit", "reason"),
    [
        (b"<a>" + b"<b/>" * 50 + b"</a>", 20, "more than 20 elements"),
        (b"<a>" + b"<b></b>" * 9_999, 20, "more than 20 elements"),
        (b"<a>" * 3_000, 10_000, "nested too deeply"),
        (b"<a", 20, "has damaged XML in line 1"),
        (b"", 20, "has damaged XML"),
        (b'<?xml version="1.0" encoding="none"?><a/>', 20, "has damaged XML"),
        (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "x">]><a/>', 20, "declares XML entities"),
    ],
)
def test_xml_beyond_the_limits_is_refused(
    data: bytes, limit: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evolve.readers.xml_events._MAX_ELEMENTS", limit)
    with pytest.raises(InputError, match=reason):
        list(xml_events(data, "a.xml", {}))
