"""How many seeds the miniatures are tried with: a few always, all of them on demand."""

import os

ALL = os.environ.get("GLASSBOX_ALL_SEEDS") == "1"


def seeds(few: int, many: int) -> range:
    return range(many if ALL else few)
