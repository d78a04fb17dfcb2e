"""What stands around a lesson: contents, title with facts, the way on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.lesson.contents import slug_of
from scripts.pages.lesson.shape import shape
from scripts.pages.render import render_site
from tests.places import WEB

LAYOUT = "<main>\n$rail\n$intro\n$main\n$previous_next\n</main>\n"
TOOL = (
    '<form class="widget"><h3 id="$id-title">Can it be <i>x</i>?</h3><h3>Later</h3>{goals}</form>'
)
QUIZ = '<form data-quiz><input type="radio" name="q1" value="1" data-right></form>'


def page(repository: Path, name: str) -> str:
    return render_site(repository / "web")[f"{name}.html"].decode()


def change(repository: Path, path: str, text: str) -> None:
    (repository / "web" / path).write_text(text, encoding="utf-8")


def lesson(repository: Path, text: str, lead: str = "", goals: str = "") -> str:
    """Return the first lesson as it is built from this text."""
    head = {"title": "A <neuron>", "description": "d"} | ({"lead": lead} if lead else {})
    change(repository, "content/layouts/layout.html", LAYOUT)
    change(repository, "widgets/neuron/form.html", TOOL.format(goals=goals))
    change(repository, "content/pages/neuron.html", f"<!-- {json.dumps(head)} -->\n{text}")
    return page(repository, "neuron")


def entries(text: str) -> list[tuple[str, str]]:
    return re.findall(r'<li(?: class="tool")?><a href="#([^"]*)"><span>([^<]*)</span></a>', text)


def test_contents_are_sections_and_questions_of_tools_in_the_order_of_the_page(
    repository: Path,
) -> None:
    text = lesson(
        repository,
        "<h2>One sum, one <i>curve</i></h2><h3>An aside</h3>"
        '<div data-widget="neuron"></div><h2 class="visually-hidden">Unseen</h2>'
        '<h2 id="by-hand">By hand &amp; head</h2><div data-widget="neuron"></div>',
    )
    assert entries(text) == [
        ("one-sum-one-curve", "One sum, one curve"),
        ("neuron-1", "Can it be x?"),
        ("by-hand", "By hand &amp; head"),
        ("neuron-2", "Can it be x?"),
    ]
    assert '<h2 id="one-sum-one-curve">One sum, one <i>curve</i></h2>' in text
    assert '<h2 id="by-hand">By hand &amp; head</h2>' in text
    assert text.count('<li class="tool">') == 2
    assert text.index("<nav") < text.index("<h1>") < text.index('<h2 id="one-sum')


def test_an_id_that_the_build_gives_can_be_linked_to_and_stands_once(repository: Path) -> None:
    lesson(repository, '<h2>Sums</h2><a href="#sums">x</a>')
    with pytest.raises(GlassboxError, match="has the id 'sums' twice"):
        lesson(repository, "<h2>Sums</h2>\n<h2>Sums</h2>")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("From a nerve cell to a sum", "from-a-nerve-cell-to-a-sum"),
        ("Reader’s &amp; Müller’s ∂?", "readers-mullers"),
    ],
)
def test_slugs_are_plain_words(words: str, slug: str) -> None:
    assert slug_of(words) == slug


def test_what_a_lesson_asks_is_counted_under_its_contents_and_left_out_if_nothing(
    repository: Path,
) -> None:
    goals = '<b data-goal="and"></b><b data-goal="or"></b>'
    text = lesson(repository, f'<div data-widget="neuron"></div>{QUIZ}', goals=goals)
    assert '<li data-count-of="goals">2 goals</li>' in text
    assert '<li data-count-of="questions">1 question</li>' in text
    assert "<span>2 goals</span>" in text
    bare = lesson(repository, "<p>x</p>")
    assert "todo" not in bare
    assert "goal" not in bare


def test_the_title_stands_once_with_its_part_its_lead_and_the_facts(repository: Path) -> None:
    text = lesson(repository, "<p>x</p>", lead="It costs $5 & more.")
    assert text.count("<h1>") == 1
    assert "<h1>A &lt;neuron&gt;</h1>" in text
    assert '<p class="lead">It costs $5 &amp; more.</p>' in text
    assert "<span>I One &amp; only</span>" in text
    assert "<span>Lesson 1 of 2</span>" in text
    assert "<span>20 minutes</span>" in text
    assert "<span>needs nothing</span>" in text


def test_what_a_lesson_needs_is_named_and_linked(repository: Path) -> None:
    course = repository / "web/content/course.json"
    entry = json.loads(course.read_text(encoding="utf-8"))
    entry["parts"][1]["lessons"][0]["needs"] = ["neuron"]
    course.write_text(json.dumps(entry), encoding="utf-8")
    lesson(repository, "<p>x</p>")
    assert '<span>needs <a href="./neuron.html">The &lt;neuron&gt;</a></span>' in page(
        repository, "layers"
    )


def test_the_first_lesson_leads_to_the_course_and_to_the_next_with_its_picture(
    repository: Path,
) -> None:
    first = lesson(repository, "<p>x</p>")
    assert "<title" not in first
    assert re.search(r'<a class="prev" href="\./index\.html">.* Back to</span> <b>The c', first)
    assert re.search(
        r'<a class="next" rel="next" href="\./layers\.html"><span class="way">Next, 30 minutes .*'
        r"<b>Layers</b><svg class=\"two\"></svg></a>",
        first,
    )
    assert page(repository, "layers").count('<svg class="two"></svg>') == 1


def test_the_last_lesson_leads_back_and_to_all_lessons(repository: Path) -> None:
    lesson(repository, "<p>x</p>")
    last = page(repository, "layers")
    assert 'rel="prev" href="./neuron.html"' in last
    assert "Previous, 20 minutes</span> <b>The &lt;neuron&gt;</b>" in last
    assert 'rel="next"' not in last
    assert re.search(r'<a class="next" href="\./index\.html">.*<b>All lessons</b>', last)


def test_notes_are_no_landmarks(repository: Path) -> None:
    text = lesson(
        repository, '<aside class="note">1943</aside><aside class="note" role="none">1</aside>'
    )
    assert '<aside role="note" class="note">1943</aside>' in text
    assert '<aside class="note" role="none">1</aside>' in text


def test_a_page_that_is_no_lesson_has_nothing_around_it(repository: Path) -> None:
    lesson(repository, "<p>x</p>")
    change(
        repository,
        "content/pages/index.html",
        '<!-- {"title": "Home", "description": "d"} -->\n<h2>What</h2>',
    )
    assert page(repository, "index") == ('<main>\n\n\n<h2 id="what">What</h2>\n\n</main>\n')


@pytest.mark.parametrize(
    ("slug", "main", "told"),
    [
        ("index", '<div class="full"></div>', "home"),
        ("playground", '<h2>A</h2>\n<div class="full" data-widget="a"></div>', "page whole"),
        ("playground", '<div data-widget="a" class="wide full dark"></div>', "page whole"),
        ("neuron", '<div class="fuller" data-widget="a">full </div>', "page"),
        ("neuron", "<p>full</p>", "page"),
    ],
)
def test_a_page_says_in_its_class_how_wide_it_is(slug: str, main: str, told: str) -> None:
    assert shape(slug, main) == told


def test_no_style_sheet_waits_for_the_end_of_a_page_to_know() -> None:
    sheets = list((WEB / "css").rglob("*.css"))
    assert sheets
    assert [path.name for path in sheets if ":has(> .full)" in path.read_text("utf-8")] == []
