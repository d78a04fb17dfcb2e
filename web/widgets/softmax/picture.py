"""The picture of the softmax widget: scores, probabilities, and the strip that they fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.pen.pen import Pen
from kit.pen.scales import Box, Scale
from kit.pictures.diagram import sign_fill
from kit.pictures.graph import Span
from kit.words.numbers import number, shown

CLASSES = ("cat", "dog", "fox", "owl")
CERTAIN = "> 0.999"  # a share that rounds to 1
LEAST = 0.001  # beside a bar there is no room for the digits of a smaller one
NAME, GAP, HEAD, STRIP = 50.0, 16.0, 24.0, 52.0
NUMBER = 82.0  # room for a probability beside its bar
NUMBER_AT = 2.5  # where a score is written, on the scale of the scores
BAR = 0.56  # of a row's height
REACH = 12.0  # pixels beside the scale that still count as its ends
ROOMY = 8.0  # pixels that a name in the strip needs on both sides together


@dataclass(frozen=True)
class BarsLayout:
    """Where scores, probabilities and the strip stand."""

    score: Scale
    share: Scale
    strip: Box
    rows: tuple[float, ...]  # the middles
    height: float

    @classmethod
    def of(cls, box: Box, scores: Span) -> BarsLayout:
        """Fit the parts into the picture; `scores` are the ends of the scale of the scores."""
        half = (box.width - NAME - GAP) / 2
        height = (box.height - HEAD - STRIP) / len(CLASSES)
        left = NAME + half + GAP
        return cls(
            score=Scale(*scores, NAME, NAME + half),
            share=Scale(0, 1, left, box.width - NUMBER),
            strip=Box(NAME, box.height - STRIP + 22, box.width - NAME - 2, STRIP - 24),
            rows=tuple(HEAD + height * (index + 0.5) for index in range(len(CLASSES))),
            height=height,
        )

    def ring_near(self, x: float, y: float) -> int | None:
        """Which class's score lies under a finger, if any."""
        if not self.score.start - REACH <= x <= self.score.end + REACH:
            return None
        rows = (i for i, middle in enumerate(self.rows) if abs(y - middle) <= self.height / 2)
        return next(rows, None)


def draw_shares(pen: Pen, scores: Sequence[float], shares: Sequence[float], ends: Span) -> None:
    """Draw one row per class, and below them the strip in which the shares fill up a whole."""
    pen.clear()
    at = BarsLayout.of(pen.box, ends)
    pen.text("score z", (at.score(0), 11), "muted", bold=True)
    pen.text("probability", ((at.share.start + at.share.end) / 2, 11), "muted", bold=True)
    for name, middle, score, share in zip(CLASSES, at.rows, scores, shares, strict=True):
        pen.text(name, (0, middle), "ink", align="left", bold=True)
        _draw_score(pen, at, middle, score)
        _draw_share(pen, at, middle, share)
    top, bottom = HEAD, at.rows[-1] + at.height / 2
    pen.line([(at.score(0), top), (at.score(0), bottom)], "ink", 1.5)
    _draw_strip(pen, at.strip, shares)


def _draw_score(pen: Pen, at: BarsLayout, middle: float, score: float) -> None:
    high = at.height * BAR
    left, right = sorted((at.score(0), at.score(score)))
    track = Box(at.score.start, middle - high / 2, at.score.end - at.score.start, high)
    pen.rectangle(track, fill="sunk", outline="line", width=1)
    colour = sign_fill(score)
    pen.rectangle(Box(left, middle - high / 2, right - left, high), fill=colour, outline=None)
    pen.circle((at.score(score), middle), 9, fill="card", outline="ink", width=3)
    roomy = -NUMBER_AT if score > 0 else NUMBER_AT  # the side of 0 that the bar leaves free
    pen.text(number(score), (at.score(roomy), middle), "ink", bold=True)


def _draw_share(pen: Pen, at: BarsLayout, middle: float, share: float) -> None:
    high = at.height * BAR
    track = Box(at.share.start, middle - high / 2, at.share.end - at.share.start, high)
    pen.rectangle(track, fill="sunk", outline="line", width=1)
    bar = Box(at.share.start, middle - high / 2, at.share(share) - at.share.start, high)
    pen.rectangle(bar, fill="a-fill", outline=None)
    pen.text(_drawn(share), (at.share.end + 8, middle), "ink", align="left", bold=True)


def _draw_strip(pen: Pen, strip: Box, shares: Sequence[float]) -> None:
    """The shares end to end: they fill the strip, whose whole length is 1."""
    pen.text("laid end to end: 1", (strip.left, strip.top - 11), "muted", align="left", size=14)
    left = strip.left
    for index, (name, share) in enumerate(zip(CLASSES, shares, strict=True)):
        part = Box(left, strip.top, share * strip.width, strip.height)
        pen.rectangle(part, fill="a-soft" if index % 2 == 0 else "card", outline="line", width=1)
        words = f"{name} {_drawn(share)}"
        for candidate in (words, name):
            if pen.width_of(candidate) + ROOMY <= part.width:
                middle = part.left + part.width / 2, part.top + part.height / 2
                pen.text(candidate, middle, "ink")
                break
        left = part.right
    pen.rectangle(strip, outline="ink", width=2)


def printed(share: float) -> str:
    """A probability; softmax reaches neither 0 nor 1, so neither is written."""
    return number(share) if shown(share) < 1 else CERTAIN


def _drawn(share: float) -> str:
    """The same where there is no room for many zeros or a power of ten."""
    return printed(share) if share >= LEAST else f"< {number(LEAST)}"
