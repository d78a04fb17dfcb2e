"""How wide a font sets a text: what two fonts must share if one is to stand in for the other."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont

# Sentences as the course has them. Only the mix of letters counts.
SAMPLE = """
A neuron multiplies each input by a weight, adds the products and a bias, and passes the sum
through its activation function. Drag a weight and watch the line turn: on one side the sum is
positive, on the other it is negative. What happens when both weights are zero? Then the input no
longer matters, and the bias alone decides. Real networks have many layers of such neurons, and
training is the search for weights with which the loss is small. Nobody tells the network where to
look; the slope of the loss does, one step after the other. In 1986 three authors showed how to
compute it for every weight.
"""
REGULAR, BOLD = 400, 600


def mean_width(font: bytes, weight: int = REGULAR) -> float:
    """Return the mean advance of the sample's letters, in em.

    Args:
        font: A file that fontTools reads.
        weight: Which weight of a variable font is meant; others have one.
    """
    face = TTFont(BytesIO(font))
    names = face.getBestCmap()
    glyphs = face.getGlyphSet(location={"wght": weight} if "fvar" in face else None)
    widths = [glyphs[names[ord(sign)]].width for sign in SAMPLE.replace("\n", " ")]
    mean: float = sum(widths) / len(widths) / face["head"].unitsPerEm
    return mean
