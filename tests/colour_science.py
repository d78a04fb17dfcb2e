"""Colours measured as eyes see them: contrast, lightness, difference, and sight without one cone.

Colours are red, green and blue from 0 to 255, as sRGB. Nothing here comes from the course's own
code: what it checks must not check itself.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TypeAlias

import numpy as np

Colour: TypeAlias = tuple[int, int, int]
Lab: TypeAlias = tuple[float, float, float]

# From linear sRGB to CIE XYZ under D65 (IEC 61966-2-1), and the white that belongs to it.
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ.sum(axis=1)

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for
# Simulation of Color Vision Deficiency", IEEE TVCG 15(6) (2009), 1291-1298; severity 1, on linear
# sRGB.
SIGHTS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: Colour) -> np.ndarray:
    """Light of each channel from 0 to 1 (IEC 61966-2-1)."""
    c = np.array(colour) / 255
    light: np.ndarray = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return light


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2)."""
    dark, bright = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def lab(colour: Colour, sight: str = "normal") -> Lab:
    """CIE L*a*b* of a colour as somebody with this sight sees it."""
    seen = np.clip(SIGHTS[sight] @ linear(colour), 0.0, 1.0)
    ratio = TO_XYZ @ seen / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def lightness(colour: Colour) -> float:
    """L* of a colour, from 0 (black) to 100: what is left of it on a grey print."""
    return lab(colour)[0]


def difference(one: Colour, other: Colour, sight: str = "normal") -> float:
    """The difference of two colours as somebody with this sight sees them (ΔE00)."""
    return delta_e(lab(one, sight), lab(other, sight))


def delta_e(one: Lab, other: Lab) -> float:
    """CIEDE2000 with all weights 1, in the steps of Sharma, Wu and Dalal.

    "The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data, and
    Mathematical Observations", Color Research and Application 30(1) (2005), 21-30.
    """
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(chroma**7 / (chroma**7 + 25**7)))
    (c1, h1), (c2, h2) = (_polar((1 + g) * a, b) for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    if turn == -180:
        turn = 180.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_l, mean_c, mean_h = (l1 + l2) / 2, (c1 + c2) / 2, _between(h1, h2, c1 * c2 > 0)
    t = (
        1
        - 0.17 * cos(radians(mean_h - 30))
        + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6))
        - 0.20 * cos(radians(4 * mean_h - 63))
    )
    away = (mean_l - 50) ** 2
    of_l = 1 + 0.015 * away / sqrt(20 + away)
    of_c, of_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    tilt = 60 * exp(-(((mean_h - 275) / 25) ** 2))
    twist = -2 * sqrt(mean_c**7 / (mean_c**7 + 25**7)) * sin(radians(tilt))
    parts = dl / of_l, dc / of_c, dh / of_h
    return sqrt(sum(part**2 for part in parts) + twist * parts[1] * parts[2])


def _polar(a: float, b: float) -> tuple[float, float]:
    """Chroma, and hue in degrees from 0 to 360."""
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _between(h1: float, h2: float, both: bool) -> float:
    """The hue halfway on the shorter arc; the one that there is where a colour is grey."""
    if not both:
        return h1 + h2
    middle = (h1 + h2) / 2
    if abs(h1 - h2) <= 180:
        return middle
    return middle + 180 if middle < 180 else middle - 180
