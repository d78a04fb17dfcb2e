"""What stands around a lesson: its contents, its title with the facts, the way on.

Pages that are no lessons get none of it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from scripts.pages.course import HOME, Course, Lesson, numeral
from scripts.pages.elements import Visit
from scripts.pages.lesson.contents import Contents, Entry
from scripts.pages.markup import Source, escaped, literal
from scripts.pages.tasks import Tasks

_SLASH = ' <i aria-hidden="true">/</i> '


@dataclass(frozen=True)
class Furniture:
    """What is put around the text of a page, once that has been visited."""

    course: Course
    pictures: Container[str]
    """The names of the pictures that are there, as "path/neuron"."""

    def around(
        self, slug: str, title: str, lead: str, visit: Visit, path: Path
    ) -> dict[str, Source]:
        """Return what the layout's names for it stand for; nothing, if the page is no lesson."""
        place = self.course.place(slug)
        texts = {"rail": "", "intro": "", "previous_next": ""}
        if place is not None:
            tasks = visit.of(Tasks)
            texts["rail"] = _rail(visit.of(Contents), tasks)
            texts["intro"] = self._intro(place, title, lead, tasks)
            texts["previous_next"] = self._neighbours(place)
        return {name: Source(path, text) for name, text in texts.items()}

    def _intro(self, place: int, title: str, lead: str, tasks: Tasks) -> str:
        lesson = self.course.lessons[place]
        number = f"Lesson {place + 1} of {len(self.course.lessons)}"
        crumbs = _SLASH.join(f"<span>{one}</span>" for one in (self._part(lesson), number))
        facts = [_fact("clock", f"{lesson.minutes} minutes")]
        facts += [_fact("goal", _several(len(tasks.goals), "goal"))] if tasks.goals else []
        facts.append(_fact("needs", f"needs {self._needs(lesson)}"))
        return (
            '<header class="intro">\n<div>\n'
            f'<p class="crumbs"><a href="./{HOME}.html">Course</a>{_SLASH}{crumbs}</p>\n'
            f"<h1>{escaped(title)}</h1>\n"
            + (f'<p class="lead">{escaped(lead)}</p>\n' if lead else "")
            + f'<ul class="facts">\n{"".join(facts)}</ul>\n</div>\n'
            f"{self._picture(lesson)}</header>"
        )

    def _part(self, lesson: Lesson) -> str:
        holds = (lesson in part.lessons for part in self.course.parts)
        place = list(holds).index(True)
        return f"{numeral(place + 1)} {escaped(self.course.parts[place].title)}"

    def _needs(self, lesson: Lesson) -> str:
        titles = {one.slug: one.title for one in self.course.lessons}
        links = [f'<a href="./{one}.html">{escaped(titles[one])}</a>' for one in lesson.needs]
        return " and ".join(links) or "nothing"

    def _picture(self, lesson: Lesson) -> str:
        name = f"path/{lesson.slug}"
        return f'<svg data-picture="{name}"></svg>\n' if name in self.pictures else ""

    def _neighbours(self, place: int) -> str:
        before = self.course.lessons[place - 1] if place else None
        after = next(iter(self.course.lessons[place + 1 : place + 2]), None)
        cards = [
            _card("prev", before.slug, f"Previous, {before.minutes} minutes", escaped(before.title))
            if before
            else _card("prev", HOME, "Back to", "The course"),
            _card(
                "next",
                after.slug,
                f"Next, {after.minutes} minutes",
                escaped(after.title),
                self._picture(after),
            )
            if after
            else _card("next", HOME, "That was the last lesson", "All lessons"),
        ]
        return f'<nav class="previous-next" aria-label="Previous and next">\n{"".join(cards)}</nav>'


def _rail(contents: Contents, tasks: Tasks) -> str:
    items = "".join(_item(one) for one in contents.entries)
    counts = (("goals", len(tasks.goals), "goal"), ("questions", len(tasks.questions), "question"))
    todo = "".join(
        f'<li data-count-of="{kind}">{_several(count, noun)}</li>\n'
        for kind, count, noun in counts
        if count
    )
    return (
        '<nav class="rail" aria-label="In this lesson">\n<div>\n'
        '<p aria-hidden="true">In this lesson</p>\n'
        f"<ol>\n{items}</ol>\n"
        + (f'<ul class="todo">\n{todo}</ul>\n' if todo else "")
        + "</div>\n</nav>"
    )


def _item(entry: Entry) -> str:
    kind = ' class="tool"' if entry.is_tool else ""
    words = literal(entry.words.strip())
    return f'<li{kind}><a href="#{entry.target}"><span>{words}</span></a></li>\n'


def _fact(icon: str, words: str) -> str:
    return f'<li><svg data-icon="{icon}"></svg><span>{words}</span></li>\n'


def _card(rel: str, slug: str, way: str, title: str, picture: str = "") -> str:
    icon = f'<svg data-icon="{"back" if rel == "prev" else "next"}"></svg>'
    words = f"{icon} {way}" if rel == "prev" else f"{way} {icon}"
    relation = f' rel="{rel}"' if slug != HOME else ""
    return (
        f'<a class="{rel}"{relation} href="./{slug}.html"><span class="way">{words}</span> '
        f"<b>{title}</b>{picture.strip()}</a>\n"
    )


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
