"""Makes the lists of words in pycore/datasets/data: one a line, after a line with their source.

Dinosaurs and their kin: the npm package `dinosaurs` 1.2.1 by jden (WTFPL), its file
dinosaurs.csv. Kept are the 1,234 names of letters alone that have at most 15; of 7 that stand there
twice, the first. The order is the source's.

Elements: their English names by the International Union of Pure and Applied Chemistry, which are
facts, in the order of their atomic numbers.

Recipe: npm pack dinosaurs@1.2.1, unpack it, and
python -m tests.reference.recipe_words package/dinosaurs.csv
"""

import sys
from pathlib import Path

from pycore.datasets.words import LONGEST
from tests.places import ROOT

FOLDER = ROOT / "pycore" / "datasets" / "data"

DINOSAURS = "dinosaurs and their kin, from the npm package dinosaurs 1.2.1 by jden (WTFPL)"
ELEMENTS = "the chemical elements by atomic number, named by IUPAC"

NAMES_OF_ELEMENTS = """
    hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium magnesium
    aluminium silicon phosphorus sulfur chlorine argon potassium calcium scandium titanium vanadium
    chromium manganese iron cobalt nickel copper zinc gallium germanium arsenic selenium bromine
    krypton rubidium strontium yttrium zirconium niobium molybdenum technetium ruthenium rhodium
    palladium silver cadmium indium tin antimony tellurium iodine xenon caesium barium lanthanum
    cerium praseodymium neodymium promethium samarium europium gadolinium terbium dysprosium holmium
    erbium thulium ytterbium lutetium hafnium tantalum tungsten rhenium osmium iridium platinum gold
    mercury thallium lead bismuth polonium astatine radon francium radium actinium thorium
    protactinium uranium neptunium plutonium americium curium berkelium californium einsteinium
    fermium mendelevium nobelium lawrencium rutherfordium dubnium seaborgium bohrium hassium
    meitnerium darmstadtium roentgenium copernicium nihonium flerovium moscovium livermorium
    tennessine oganesson
"""


def main(source: str) -> None:
    names = Path(source).read_text("utf-8").split("\n")
    fitting = [name for name in names if name.isalpha() and len(name) <= LONGEST]
    write("dinosaurs", DINOSAURS, list(dict.fromkeys(fitting)))
    write("elements", ELEMENTS, NAMES_OF_ELEMENTS.split())


def write(name: str, source: str, words: list[str]) -> None:
    text = "\n".join([f"# {source}", *words, ""])
    (FOLDER / f"{name}.txt").write_text(text, "ascii")


if __name__ == "__main__":
    main(sys.argv[1])
