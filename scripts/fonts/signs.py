"""The signs of Glassbox Math, the font of formulas and marks; make_font.py makes it."""
# ruff: noqa: RUF001 - signs that look like other letters are what this file is about

from __future__ import annotations

from collections.abc import Iterable

ZERO, BOLD_ZERO, PLUS, MINUS, CIRCLE = 0x30, 0x1D7EC, 0x2B, 0x2212, 0x25CB

KEPT = [
    *range(0x20, 0x7F),
    *map(ord, "\u00a0§©¬®°±·×÷"),
    *map(ord, "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
    *range(0x3B1, 0x3CA),  # Greek
    *map(ord, "ϑϕϵ‐—‘’“”…′″⁄ℓℝ"),
    *range(0x2190, 0x219A),  # arrows
    *map(ord, "↦⇐⇒⇔⟵⟶⟹"),
    *map(ord, "∀∂∃∅∆∇∈∉∏∑−∓∕∖∗∘√∝∞∠∥∧∨∩∪∫∴∶∼≃≅≈≠≡≤≥≪≫⊂⊆⊕⊗⊙⊤⊥⋅⋮⋯⋱⌈⌉⌊⌋⟨⟩‖"),
    *map(ord, "■□▲△▶▷▼▽◀◆◇○◎●◐◑★☆✓"),
    *range(0x1D400, 0x1D434),  # bold, for vectors
    *range(0x1D434, 0x1D455),  # italic: browsers take these for the letters of a formula
    0x210E,  # the italic h, which has its place elsewhere
    *range(0x1D456, 0x1D468),
    *range(0x1D6E2, 0x1D71C),  # italic Greek
]


def _script(signs: str) -> dict[int, int]:
    """The digits, plus and minus of a script, each with the sign that it is a small one of."""
    return dict(zip(map(ord, signs), [*range(ZERO, ZERO + 10), PLUS, MINUS], strict=True))


# What Noto Sans Math lacks is put together from what it has: a small sign raised or lowered, a
# bold digit in a circle. The cross is drawn.
RAISED = _script("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = _script("₀₁₂₃₄₅₆₇₈₉₊₋")
CIRCLED = {0x2460 + n: BOLD_ZERO + 1 + n for n in range(9)}
CROSS = 0x2717


def signs() -> list[int]:
    """Return the code points that the font has."""
    return sorted({*KEPT, *RAISED, *LOWERED, *CIRCLED, CROSS})


def ranges(codes: Iterable[int]) -> str:
    """Return code points as CSS wants them in `unicode-range`."""
    known = set(codes)
    starts = sorted(code for code in known if code - 1 not in known)
    ends = sorted(code for code in known if code + 1 not in known)
    pairs = zip(starts, ends, strict=True)
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in pairs)
