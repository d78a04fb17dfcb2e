"""The address of a build: what is taken, and in which words the rest is refused."""

from __future__ import annotations

import pytest

from scripts.errors import GlassboxError
from scripts.finding.address import read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://Example.ORG/", "https://example.org/"),
        ("http://127.0.0.1:8000/a/course", "http://127.0.0.1:8000/a/course/"),
        ("https://example.org/~ann/my%20course/", "https://example.org/~ann/my%20course/"),
    ],
)
def test_a_folder_of_a_host_is_taken_and_ends_with_a_slash(text: str, address: str) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "does not begin with https:// or http://"),
        ("example.org/course", "does not begin with https:// or http://"),
        ("ftp://example.org/", "does not begin with https:// or http://"),
        ("javascript:alert(1)", "does not begin with https:// or http://"),
        ("https://", "names no host"),
        ("https:///course/", "names no host"),
        ("https://exa mple.org/", "names no host"),
        ("https://example.org:port/", "names no host"),
        ("https://ann:secret@example.org/", "names a user"),
        ("https://example.org/?a=1", "has a query or a fragment"),
        ("https://example.org/?", "has a query or a fragment"),
        ("https://example.org/#top", "has a query or a fragment"),
        ("https://example.org/index.html", "is that of a page"),
        ('https://example.org/"><script>', "has a path that is not plain"),
        ("https://example.org/a b/", "has a path that is not plain"),
        ("https://[::1/", "cannot be read"),
    ],
)
def test_anything_else_is_refused_with_its_reason_and_an_example(text: str, words: str) -> None:
    with pytest.raises(GlassboxError) as told:
        read_address(text)
    assert words in str(told.value)
    assert "It must be like https://example.org/course/." in str(told.value)
