"""A Chromium on a machine that has few fonts: one of plain Latin letters, or DejaVu alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Playwright

from scripts.fonts.make_font import FONT
from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS

LATIN = range(0x20, 0x7F)
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


SYSTEM_FONTS = Path("/usr/share/fonts")


@contextmanager
def plain_chromium(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """A machine with plain Latin letters."""
    _write_font(folder / "plain.ttf")
    with _chromium(playwright, folder) as browser:
        yield browser


def dejavu() -> list[Path]:
    """The files of DejaVu, which a Linux without fonts of its own mostly has."""
    return sorted(SYSTEM_FONTS.rglob("DejaVu*.ttf"))


@contextmanager
def dejavu_chromium(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """A machine with DejaVu."""
    for path in dejavu():
        shutil.copy(path, folder)
    with _chromium(playwright, folder) as browser:
        yield browser


@contextmanager
def _chromium(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """Fontconfig, with which Chromium on Linux finds its fonts, is told of one folder alone."""
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    browser = playwright.chromium.launch(
        executable_path=find_chromium(),
        args=CHROMIUM_FLAGS,
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
    )
    yield browser
    browser.close()


def _write_font(path: Path) -> None:
    """Our own font lends its letters, without MATH; Chromium does not start without any font."""
    font = TTFont(FONT)
    options = Options(name_IDs=["*"], drop_tables=["MATH"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = str(record).replace("Glassbox", "Plain")
    font.flavor = None
    font.save(path)
