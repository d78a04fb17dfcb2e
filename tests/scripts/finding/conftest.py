"""Finished pages to be read again, and the list of their course."""

from __future__ import annotations

import pytest

from scripts.finding.finished import FinishedPage, read_pages
from scripts.pages.course import Course, Lesson, Listed, Part

_FRAME = """<!doctype html>
<html lang="en-GB">
<head>
<title>{title} – Glassbox</title>
<meta name="description" content="{description}">{more}
</head>
<body>
<header><h2>Menu</h2></header>
<main id="main">
{main}
</main>
</body>
</html>
"""
_NEURON = """<h1>The neuron</h1>
<h2 id="sum">A sum &amp; a <em>curve</em></h2>
<div id="neuron-1" data-widget="neuron"><form><svg><title>No</title></svg>
<header><h3>What does <var>w</var><sub>1</sub> do?</h3>
<p>It multiplies.</p></header><h2>Inside</h2></form></div>
<h2 class="visually-hidden">For listeners</h2>
<h2>More</h2>
<div id="neuron-2" data-widget="neuron"><form><h3>What does it do again?</h3></form></div>"""
_LAYERS = """<div id="neuron-1" data-widget="neuron"><form><h3>Once more?</h3></form></div>
<div id="gates-1" data-widget="gates"><form><h3>Which gate?</h3><p>Any.</p></form></div>"""


def _page(title: str, main: str = "", description: str = "D", more: str = "") -> bytes:
    return _FRAME.format(title=title, main=main, description=description, more=more).encode()


@pytest.fixture
def course() -> Course:
    """Two lessons in two parts, and one page of reference."""
    neuron = Lesson("neuron", "The <neuron>", "Weights & a bias", 20)
    layers = Lesson("layers", "Layers", "More than one", 30)
    parts = (Part("One", (neuron,)), Part("More", (layers,)))
    return Course("Glassbox", parts, (Listed("about", "About", "Who"),))


@pytest.fixture
def files() -> dict[str, bytes]:
    """A small site: pages, and what is none."""
    return {
        "about.html": _page("About", "<h2 id='cite'>How to cite</h2>", "Who &quot;we&quot; are"),
        "embed.html": _page("One tool", more='\n<meta name="robots" content="noindex">'),
        "index.html": _page("Home &amp; all", "<h2>The lessons</h2>", "A course. And more."),
        "layers.html": _page("Layers", _LAYERS),
        "neuron.html": _page("The &lt;neuron&gt;", _NEURON),
        "widgets/neuron.html": b"<form></form>",
        "stage/stage.js": b"export {};",
    }


@pytest.fixture
def pages(files: dict[str, bytes]) -> dict[str, FinishedPage]:
    """The pages of that site."""
    return read_pages(files, "Glassbox")
