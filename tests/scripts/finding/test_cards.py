"""The pictures for sharing: each page has one, of the right size, that shows its title."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from scripts.errors import GlassboxError
from scripts.facts import facts
from scripts.finding.cards import STAMP, Card, cards, read_picture
from scripts.finding.finished import FinishedPage, read_pages
from scripts.finding.sharing import HEIGHT, WIDTH, picture_of
from scripts.make_cards import COLOURS, png
from scripts.pages.course_file import read_course
from scripts.pages.render import render_site
from tests.places import ROOT

WEB = ROOT / "web"
MOST = 40_000
"""Bytes of a picture."""

COURSE = read_course(WEB / "content/course.json")
PAGES = read_pages(render_site(WEB, facts=facts(ROOT)), COURSE.title)
CARDS = cards(WEB, COURSE, PAGES)


def test_every_page_that_may_be_listed_has_a_card() -> None:
    assert {card.slug for card in CARDS} == {
        page.slug for page in PAGES.values() if not page.hidden
    }
    assert {f"{card.slug}.png" for card in CARDS} == {
        path.name for path in (WEB / picture_of("any")).parent.iterdir()
    }


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.slug)
def test_a_picture_is_small_has_the_size_that_is_told_and_is_up_to_date(card: Card) -> None:
    content = (WEB / picture_of(card.slug)).read_bytes()
    picture = read_picture(content)
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert len(content) <= MOST
    assert picture.stamp == card.stamp, "run: .venv/bin/python -m scripts.make_cards"


def test_another_title_makes_another_stamp() -> None:
    page = PAGES["about"]
    renamed = FinishedPage(page.path, "Other", page.description, False, (), ())
    [one] = cards(WEB, COURSE, {"index": page})
    [other] = cards(WEB, COURSE, {"index": renamed})
    assert one.stamp != other.stamp


def test_a_card_names_a_lesson_by_its_number_and_shows_its_picture() -> None:
    [card] = [card for card in CARDS if card.slug == COURSE.lessons[1].slug]
    assert f"Lesson 2 of {len(COURSE.lessons)}, {COURSE.lessons[1].minutes} minutes" in card.text
    assert 'class="picture"' in card.text


def test_a_picture_has_a_palette_and_its_stamp_can_be_read() -> None:
    pixels = np.zeros((3, 5, 3), np.uint8)
    pixels[1] = (250, 248, 244)
    content = png(pixels, b"abc")
    picture = read_picture(content)
    assert (picture.width, picture.height, picture.stamp) == (5, 3, b"abc")
    at = content.index(b"PLTE")
    palette = np.frombuffer(content[at + 4 : at + 10], np.uint8).reshape(2, 3)
    data = content[content.index(b"IDAT") + 4 : content.index(b"IEND") - 8]
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(3, 6)
    assert (rows[:, 0] == 0).all()
    assert (palette[rows[:, 1:]] == pixels).all()


def test_more_colours_than_a_palette_holds_become_the_nearest_of_the_frequent_ones() -> None:
    grey = np.repeat(np.arange(256, dtype=np.uint8), 2)
    pixels = np.stack([grey, grey, grey], axis=1)[None]
    rare = np.full((1, 40, 3), (10, 10, 11), np.uint8)
    rare[0, :, 2] += np.arange(40, dtype=np.uint8) % 2
    content = png(np.concatenate([pixels, rare[:, :1]], axis=1), b"")
    assert content[content.index(b"PLTE") - 4 :][:4] == (3 * COLOURS).to_bytes(4, "big")
    data = content[content.index(b"IDAT") + 4 : content.index(b"IEND") - 8]
    palette = np.frombuffer(content[content.index(b"PLTE") + 4 :][: 3 * COLOURS], np.uint8)
    last = zlib.decompress(data)[-1]
    assert palette.reshape(-1, 3)[last].tolist() == [10, 10, 10]


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(np.zeros((1, 1, 3), np.uint8), b"a")[:-12]],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(GlassboxError, match="must be a whole PNG file"):
        read_picture(content)


def test_a_picture_that_somebody_else_made_has_no_stamp_of_ours() -> None:
    content = png(np.zeros((1, 1, 3), np.uint8), b"a").replace(STAMP, b"Somebody else")
    assert read_picture(content).stamp == b""
