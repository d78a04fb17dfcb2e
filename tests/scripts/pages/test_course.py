"""The list of the course: what is read of it, and the sentence for each mistake in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.errors import GlassboxError
from scripts.pages.course import Course
from scripts.pages.course_file import read_course
from scripts.pages.render import render_site

LESSON = {"slug": "neuron", "title": "N", "summary": "S", "minutes": 20}
PAGE = {"slug": "about", "title": "About", "summary": "Who made it"}


def whole(*lessons: object, reference: Sequence[object] = ()) -> dict[str, Any]:
    parts = [{"title": "One", "lessons": list(lessons or [LESSON])}]
    return {"title": "T", "parts": parts, "reference": list(reference)}


def read(tmp_path: Path, entry: object) -> Course:
    path = tmp_path / "course.json"
    path.write_text(json.dumps(entry), encoding="utf-8")
    return read_course(path)


def test_lessons_stand_in_the_order_of_their_parts(tmp_path: Path) -> None:
    entry = whole(LESSON, LESSON | {"slug": "layers"}, reference=[PAGE])
    entry["parts"].append({"title": "Two", "lessons": [LESSON | {"slug": "digits"}]})
    course = read(tmp_path, entry)
    assert [part.title for part in course.parts] == ["One", "Two"]
    assert [lesson.slug for lesson in course.lessons] == ["neuron", "layers", "digits"]
    assert [page.title for page in course.reference] == ["About"]


def test_what_a_lesson_needs_may_be_told(tmp_path: Path) -> None:
    after = LESSON | {"slug": "layers", "needs": ["neuron"]}
    assert [one.needs for one in read(tmp_path, whole(LESSON, after)).lessons] == [(), ("neuron",)]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ([], "the file must have title, parts, reference, and nothing else"),
        ({"title": "T", "lessons": []}, "the file must have title"),
        (whole() | {"title": " "}, "the title of the file must be a text that is not empty"),
        (whole() | {"parts": []}, "“parts” must be a list with at least 1 entries"),
        (whole() | {"reference": {}}, "“reference” must be a list"),
        (whole() | {"parts": ["One"]}, "part 1 must have title, lessons, and nothing else"),
        (whole() | {"parts": [{"title": "One", "lessons": []}]}, "“lessons” of part 1 must be"),
        (whole(LESSON, {"slug": "layers"}), "lesson 2 of part 1 must have slug, title, summary"),
        (whole(LESSON | {"colour": "red"}), "lesson 1 of part 1 must have slug"),
        (whole(LESSON | {"title": None}), "the title of lesson 1 of part 1 must be a text"),
        (whole(LESSON | {"minutes": 0}), "the minutes of lesson 1 of part 1 must be a whole"),
        (whole(LESSON | {"minutes": True}), "must be a whole number from 1, not True"),
        (whole(LESSON | {"minutes": "20"}), "must be a whole number from 1, not '20'"),
        (whole(reference=[LESSON]), "page 1 of reference must have slug, title, summary, and"),
        (whole(reference=[PAGE | {"slug": 3}]), "the slug of page 1 of reference must be a text"),
        (whole(LESSON | {"needs": "neuron"}), "“needs” must be a list"),
        (whole(LESSON | {"needs": [1]}), "what lesson 1 of part 1 needs must be a text"),
        (whole(LESSON | {"needs": ["neuron"]}), "'neuron' needs 'neuron', which is no lesson befo"),
        (whole(LESSON | {"slug": "index"}), "the slug 'index' must be small letters"),
        (whole(LESSON | {"slug": "Neuron"}), "the slug 'Neuron' must be small letters"),
        (whole(LESSON | {"slug": "a b"}), "the slug 'a b' must be small letters"),
        (whole(LESSON, LESSON), "digits and hyphens, listed once"),
        (whole(reference=[PAGE | {"slug": "neuron"}]), "digits and hyphens, listed once"),
    ],
)
def test_a_mistake_is_named_with_its_place(entry: object, message: str, tmp_path: Path) -> None:
    with pytest.raises(GlassboxError, match=rf"course\.json: .*{message}"):
        read(tmp_path, entry)


@pytest.mark.parametrize("text", [b"{", b"caf\xe9"])
def test_a_file_that_is_no_json_is_named(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "course.json"
    path.write_bytes(text)
    with pytest.raises(GlassboxError, match=r"course\.json must be JSON in UTF-8"):
        read_course(path)


@pytest.mark.parametrize("entry", [whole(LESSON | {"slug": "x"}), whole(reference=[PAGE])])
def test_what_is_listed_must_have_a_page(entry: object, repository: Path) -> None:
    course = repository / "web/content/course.json"
    course.write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(GlassboxError, match=r"lists the page '(x|about)', but there is no web/co"):
        render_site(repository / "web")
