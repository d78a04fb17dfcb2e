"""Pages: layout, links and widgets in their places.

Longer than other files: one table of mistakes in sources, and the sentence for each.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Element, Handler, Selector, Visit
from scripts.pages.render import HANDLERS, render_site


def page(repository: Path, name: str) -> str:
    return render_site(repository / "web")[name].decode()


def change(repository: Path, path: str, text: str) -> None:
    (repository / "web" / path).write_text(text, encoding="utf-8")


def body(text: str) -> str:
    return '<!-- {"title": "T", "description": "D"} -->' + text


def test_the_layout_gets_title_and_main_with_everything_escaped(
    repository: Path,
) -> None:
    assert page(repository, "index.html") == (
        "<title>Home &amp; all</title><main>"
        '<div class="path lessons">\n'
        "<section>\n<h3>One &amp; only</h3>\n<ol>\n"
        '<li data-lesson="neuron" data-number="1"><article>\n'
        '<svg class="one"></svg>\n'
        '<div><h4><a href="./neuron.html">1. The &lt;neuron&gt;</a></h4>\n'
        "<p>Weights &amp; bias</p>\n"
        '<p class="meta"><span>20 min</span> <span class="mark" hidden></span></p></div>\n'
        "</article></li>\n</ol>\n</section>\n"
        "<section>\n<h3>More</h3>\n<ol>\n"
        '<li data-lesson="layers" data-number="2"><article>\n'
        '<svg class="two"></svg>\n'
        '<div><h4><a href="./layers.html">2. Layers</a></h4>\n'
        "<p>More than one</p>\n"
        '<p class="meta"><span>30 min</span> <span class="mark" hidden></span></p></div>\n'
        "</article></li>\n</ol>\n</section>\n"
        "</div></main>\n"
    )


def test_each_lesson_has_a_row_of_progress(repository: Path) -> None:
    change(repository, "content/pages/index.html", body("<table>$progress</table>"))
    first, second = page(repository, "index.html").split("<table>")[1].splitlines()[:2]
    assert first == (
        '<tr data-lesson="neuron"><th scope="row"><a href="./neuron.html">The &lt;neuron&gt;</a> '
        "<span data-state-of></span></th>"
        '<td data-count-of="questions">–</td><td data-count-of="predictions">–</td>'
        '<td data-count-of="goals">–</td></tr>'
    )
    assert second.startswith('<tr data-lesson="layers">')


def test_what_each_lesson_asks_stands_in_one_list(repository: Path) -> None:
    change(repository, "widgets/neuron/form.html", '<b class="done" data-goal="line"></b>')
    nothing: dict[str, object] = {"questions": {}, "predictions": {}, "goals": []}
    goals = ["neuron-1.line", "neuron-2.line"]
    asked = json.loads(page(repository, "lesson-tasks.json"))
    assert asked == {"neuron": nothing | {"goals": goals}, "layers": nothing}


def test_only_a_lesson_is_named_as_one(repository: Path) -> None:
    change(
        repository, "content/layouts/layout.html", '<body data-course-lesson="$lesson">$main</body>'
    )
    assert 'data-course-lesson="neuron"' in page(repository, "neuron.html")
    assert 'data-course-lesson=""' in page(repository, "index.html")


def test_two_dollars_make_one(repository: Path) -> None:
    assert "Costs $5" in page(repository, "layers.html")


def test_each_place_of_a_widget_gets_the_fragment_under_an_id_of_its_own(
    repository: Path,
) -> None:
    text = page(repository, "neuron.html")
    assert (
        '<div id="neuron-1" data-widget="neuron" data-w1="0.4">\n<form id="neuron-1-form"></form>'
        "\n</div>" in text
    )
    assert (
        '<div id="neuron-2" class="wide" data-widget="neuron">\n<form id="neuron-2-form"></form>'
        "\n</div>" in text
    )


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "content/pages/index.html",
            body("$lesons"),
            r"index\.html:1: \$lesons is unknown; the names here are \$",
        ),
        ("content/layouts/layout.html", "$mian", r"layout\.html:1: \$mian is unknown"),
        (
            "content/layouts/layout.html",
            "5 $ a month",
            r"layout\.html:1: a dollar sign itself is written",
        ),
        (
            "widgets/neuron/form.html",
            "<p>\n$title</p>",
            r"neuron/form\.html:2: \$title is unknown; .* are \$id\.",
        ),
        ("content/pages/index.html", "<h1>Home</h1>", r"index\.html must start with <!--"),
        (
            "content/pages/index.html",
            '<!-- {"title": } -->',
            r"index\.html: the JSON in its first comment",
        ),
        (
            "content/pages/index.html",
            '<!-- {"title": "x"} -->',
            r"index\.html: its first comment gives title and description, and may give lead",
        ),
        (
            "content/pages/index.html",
            '<!-- {"title": "x", "description": "d", "colour": "red"} -->',
            "gives title and description, and may give lead and layout",
        ),
        (
            "content/pages/neuron.html",
            '<!-- {"title": "x", "description": "d", "lead": 3} -->',
            r"neuron\.html: .* each is a text that is not empty",
        ),
        (
            "content/pages/neuron.html",
            '<!-- {"title": "x", "description": "d", "layout": "wide"} -->',
            r"neuron\.html: its layout must be one of layout, bare\.",
        ),
        ("content/pages/my page.html", body(""), "small letters, digits and hyphens"),
        (
            "content/pages/index.html",
            body('<div data-widget="neurone"></div>'),
            r"index\.html:1: there is no widget 'neurone'; there are: neuron\.",
        ),
        (
            "content/pages/index.html",
            body('<div data-widget="neuron">text</div>'),
            r"index\.html:1: the place of 'neuron' must be an empty div without an id",
        ),
        (
            "content/pages/index.html",
            body('<div id="mine" data-widget="neuron"></div>'),
            "must be an empty div without an id",
        ),
        (
            "content/pages/index.html",
            body('\n<a href="/neuron.html"></a>'),
            'html:2: href="/neuron.html" leads out',
        ),
        (
            "content/pages/index.html",
            body('<img src="https://x.test/a.png">'),
            'src="https://x.test/a.png',
        ),
        (
            "content/pages/index.html",
            body('<script src="//x.test/a.js"></script>'),
            'src="//x.test/a.js" leads',
        ),
        (
            "content/pages/index.html",
            body('<p>\n<a href="./neurone.html">x</a></p>'),
            r"html:2: .* no page neu",
        ),
        (
            "content/pages/index.html",
            body('<a href="./neuron.html#neuron-3">x</a>'),
            "id 'neuron-3'",
        ),
        ("widgets/neuron/form.html", '<b id="neuron-1"></b>', r"has the id 'neuron-1' twice"),
    ],
)
def test_a_mistake_in_a_source_is_named_with_its_file(
    path: str, text: str, message: str, repository: Path
) -> None:
    change(repository, path, text)
    with pytest.raises(GlassboxError, match=message):
        render_site(repository / "web")


def test_a_link_may_lead_to_another_site(repository: Path) -> None:
    change(repository, "content/pages/index.html", body('<a href="https://numpy.org/">NumPy</a>'))
    assert 'href="https://numpy.org/"' in page(repository, "index.html")


def test_a_file_in_another_encoding_is_named(repository: Path) -> None:
    (repository / "web/content/pages/index.html").write_bytes(b"caf\xe9")
    with pytest.raises(GlassboxError, match=r"index\.html is not UTF-8 text"):
        render_site(repository / "web")


def test_a_new_kind_of_element_is_one_more_handler(repository: Path) -> None:
    def shout(element: Element, visit: Visit) -> str:
        return f"<b>{visit.inside(element).upper()}{element['mark']}</b>"

    change(
        repository,
        "content/pages/index.html",
        body('<i data-loud mark="!">a <em>b</em></i>\n<i>c</i>'),
    )
    change(repository, "widgets/neuron/form.html", "<form><i data-loud>$id</i></form>")
    loud = Handler(Selector("i", "data-loud"), shout)
    files = render_site(repository / "web", (*HANDLERS, loud))
    assert b"<main><b>A <EM>B</EM>!</b>\n<i>c</i></main>" in files["index.html"]
    assert b'data-widget="neuron">\n<form><b>NEURON-2</b></form>\n</div>' in files["neuron.html"]
    assert files["widgets/neuron.html"] == b"<form><b>$ID</b></form>\n"
