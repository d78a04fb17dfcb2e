"""Makes pycore/datasets/data/digits.bin: 1,797 handwritten digits, byte by byte.

They are the second file, optdigits.tes, of "Optical Recognition of Handwritten Digits" (UCI Machine
Learning Repository; the line about its licence is `pycore.datasets.digits.SOURCE`), as scikit-learn
ships it: digits.csv.gz, a row per picture, 64 greys from 0 to 16 and the digit. The file has all
greys first and then all digits.

Recipe, in an environment of its own: pip install scikit-learn==1.9.1
and with its Python, in the folder of the repository: python -m tests.reference.recipe_digits
"""

import gzip
from importlib import resources
from pathlib import Path

DATA = Path(__file__).parents[2] / "pycore" / "datasets" / "data" / "digits.bin"


def packed(table: str) -> bytes:
    """The file for rows of 64 greys and a digit each: all greys, then all digits."""
    rows = [[int(float(entry)) for entry in line.split(",")] for line in table.split()]
    pixels = b"".join(bytes(row[:-1]) for row in rows)
    return pixels + bytes(row[-1] for row in rows)


def main() -> None:
    source = resources.files("sklearn.datasets.data") / "digits.csv.gz"
    DATA.parent.mkdir(exist_ok=True)
    DATA.write_bytes(packed(gzip.decompress(source.read_bytes()).decode("ascii")))


if __name__ == "__main__":
    main()
