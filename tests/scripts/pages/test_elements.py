from __future__ import annotations

from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Element, Handler, Selector, Value, Visit
from scripts.pages.markup import Source

HERE = Path("a.html")
ODD = """<!doctype html>
<!-- a <p> in a comment --><P  CLASS='x y'   hidden>a &amp; b &lt; &copy <br>
<svg viewBox="0 0 1 1"><path d="M0 0"/><use href=#a /></svg> 1 < 2</P >
<script>if (a < b) document.write("</p>");</script><textarea>
 x</textarea>\u2028<input value="a>b">

"""


def render(text: str, *handlers: Handler, **values: Value) -> str:
    return Visit(handlers).render(Source(HERE, text), values)


def test_what_no_handler_asks_for_is_passed_through_as_it_is() -> None:
    seen: list[str] = []
    everything = Handler(Selector(), lambda element, visit: seen.append(element.node.tag))
    assert render(ODD, everything) == ODD
    assert seen == ["p", "br", "svg", "path", "use", "script", "textarea", "input"]


@pytest.mark.parametrize(
    ("selector", "chosen"),
    [
        (Selector("b"), "14"),
        (Selector(attribute="data-x"), "23"),
        (Selector("b", "data-y"), "4"),
        (Selector(named="done"), "3"),
    ],
)
def test_a_selector_chooses_by_tag_attribute_and_class(selector: Selector, chosen: str) -> None:
    text = '<b>1</b><i data-x>2</i><i data-x="" class="a done">3</i><b data-y class="adone">4</b>'
    seen: list[str] = []
    render(text, Handler(selector, lambda element, visit: seen.append(visit.inside(element))))
    assert "".join(seen) == chosen


def test_a_handler_puts_a_text_in_the_place_of_an_element_and_of_those_inside_it() -> None:
    stars = Handler(Selector("b"), lambda element, visit: f"*{visit.inside(element)}*")
    assert render("<p><b>a<b>b</b></b> c<b></b></p>", stars) == "<p>*a*b** c**</p>"


def test_the_first_handler_with_a_text_wins_and_the_ones_before_it_have_seen_the_element() -> None:
    seen: list[str] = []
    look = Handler(Selector("b"), lambda element, visit: seen.append(element["title"]))
    first = Handler(Selector("b"), lambda element, visit: "1")
    second = Handler(Selector("b"), lambda element, visit: "2")
    assert render('<b title="t"></b>', look, first, second) == "1"
    assert seen == ["t"]


def test_handlers_of_a_page_share_what_they_keep_and_pages_do_not() -> None:
    def count(element: Element, visit: Visit) -> str:
        visit.of(list).append(element)
        return str(len(visit.of(list)))

    counted = Handler(Selector("b"), count)
    assert render("<b></b><b></b>", counted) == "12"
    assert render("<b></b>", counted) == "1"


def test_a_handler_can_ask_what_is_around_an_element() -> None:
    def tell(element: Element, visit: Visit) -> str:
        around = visit.nearest(Selector(attribute="id"))
        return around["id"] if around else "nothing"

    told = Handler(Selector("b"), tell)
    text = '<b></b> <i id="o"><i id="$x"><i><b></b></i></i><b></b></i> <b></b>'
    assert render(text, told, x="in") == ('nothing <i id="o"><i id="in"><i>in</i></i>o</i> nothing')


def test_names_are_filled_in_once_in_texts_and_attributes() -> None:
    seen: list[str] = []
    look = Handler(Selector("a"), lambda element, visit: seen.append(element["href"]))
    assert (
        render('<a href="${x}&amp;1">$x $$x</a>', look, x="$y<") == '<a href="$y<&amp;1">$y< $x</a>'
    )
    assert seen == ["$y<&1"]


def test_a_name_may_stand_for_a_source_whose_elements_are_handled_and_whose_file_is_named() -> None:
    bold = Handler(Selector("b"), lambda element, visit: "B")
    assert render("<p>$part</p>", bold, part=Source(Path("b.html"), "<b></b>$x"), x="1") == (
        "<p>B1</p>"
    )
    with pytest.raises(
        GlassboxError, match=r"^b\.html:2: \$y is unknown; the names here are \$x\.$"
    ):
        render("$part", part=Source(Path("b.html"), "\n$y"), x="1")


def test_a_source_cannot_be_put_into_itself() -> None:
    with pytest.raises(GlassboxError, match=r"^b\.html:1: \$part is unknown"):
        render("$part", part=Source(Path("b.html"), "$part"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>\n<b>\n</p>", "a.html:3: </p> stands in <b>."),
        ("<p></p>\n</p>", "a.html:2: </p> stands in nothing that is open."),
        ("<p>\n<b></b>", "a.html:1: <p> is not closed."),
        ("<p>\n\n$x</p>", "a.html:3: $x is unknown; the names here are ."),
        ("<p>\n5 $ </p>", "a.html:2: a dollar sign itself is written $$."),
        ('\n<p title="$x"></p>', "a.html:2: $x is unknown; the names here are ."),
    ],
)
def test_a_mistake_is_told_with_file_and_line(text: str, words: str) -> None:
    with pytest.raises(GlassboxError) as caught:
        render(text)
    assert str(caught.value) == words


def test_a_handler_tells_a_mistake_with_file_and_line() -> None:
    def refuse(element: Element, visit: Visit) -> str:
        raise element.error(f"no {element.node.tag} here.")

    with pytest.raises(GlassboxError) as caught:
        render("<p>\n\u2028<b></b></p>", Handler(Selector("b"), refuse))
    assert str(caught.value) == "a.html:2: no b here."
