"""Write local_fonts.json anew: how wide the fonts are that machines have of their own.

    .venv/bin/python -m scripts.fonts.measure_local

The npm client fetches them, or free ones that were drawn to the same widths: Arimo has those of
Arial, Helvetica and Liberation Sans, Gelasio those of Georgia.
"""

from __future__ import annotations

import json
import tarfile
import tempfile
from pathlib import Path

from scripts import ROOT
from scripts.fonts.widths import mean_width
from scripts.runtime.clients import npm_pack

TABLE = ROOT / "scripts" / "fonts" / "local_fonts.json"
VERSION = "5.3.0"
PACKAGES = {
    "Arial": "arimo",
    "Roboto": "roboto",
    "DejaVu Sans": "dejavu-sans",
    "Georgia": "gelasio",
    "Noto Serif": "noto-serif",
    "DejaVu Serif": "dejavu-serif",
}
WEIGHTS = {"regular": 400, "bold": 700}


def measure(package: str) -> dict[str, float]:
    """Return the mean width of a package's regular and bold font, in em."""
    with tempfile.TemporaryDirectory() as desk:
        archive = npm_pack(f"@fontsource/{package}@{VERSION}", Path(desk), lambda arrived: None)
        with tarfile.open(archive) as tar:
            return {
                name: round(mean_width(_read(tar, f"{package}-latin-{weight}-normal")), 5)
                for name, weight in WEIGHTS.items()
            }


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    content = tar.extractfile(f"package/files/{name}.woff2")
    if content is None:
        raise KeyError(f"{name} is not a file")
    return content.read()


def main() -> None:
    """Measure all of them."""
    table = {name: measure(package) for name, package in PACKAGES.items()}
    TABLE.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
