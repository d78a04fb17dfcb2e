"""Write the pictures made ahead: python -m scripts.pictures.

`serve.py` needs no package, so the build reads what this command has written. A test draws them all
again and compares.
"""

from __future__ import annotations

import sys

from scripts import ROOT

sys.path[:0] = [
    str(ROOT / "web/python"),
    str(ROOT / "web"),
]  # as the page finds `kit` and `widgets`


def main() -> None:
    """Write the files, and take away those that are none any more."""
    from scripts.pictures.make import FOLDER, make  # finds `kit` only now

    pictures = make()
    for path in FOLDER.rglob("*.svg"):
        if path.relative_to(FOLDER).with_suffix("").as_posix() not in pictures:
            path.unlink()
    for name, text in pictures.items():
        path = FOLDER / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
