"""What a finished page says of itself."""

from __future__ import annotations

from scripts.finding.finished import FinishedPage, Heading, Tool


def test_the_pages_are_those_in_the_root_of_the_site(pages: dict[str, FinishedPage]) -> None:
    assert list(pages) == ["about", "embed", "index", "layers", "neuron"]


def test_a_page_tells_its_title_and_description_as_plain_texts(
    pages: dict[str, FinishedPage],
) -> None:
    assert (pages["index"].title, pages["neuron"].title) == ("Home & all", "The <neuron>")
    assert pages["about"].description == 'Who "we" are'


def test_a_page_that_asks_not_to_be_listed_is_hidden(pages: dict[str, FinishedPage]) -> None:
    assert [slug for slug, page in pages.items() if page.hidden] == ["embed"]


def test_its_headings_are_those_of_its_own_text_that_are_seen(
    pages: dict[str, FinishedPage],
) -> None:
    assert pages["neuron"].headings == (Heading("A sum & a curve", "sum"), Heading("More", ""))


def test_its_tools_tell_where_they_are_and_what_they_ask(pages: dict[str, FinishedPage]) -> None:
    assert pages["neuron"].tools == (
        Tool("neuron-1", "neuron", "What does w1 do?", "It multiplies."),
        Tool("neuron-2", "neuron", "What does it do again?", ""),
    )
