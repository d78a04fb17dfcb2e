"""Start-up: opens the stage for every widget of the course."""

from kit.page.browser import open_stage, xworker
from widgets import WIDGETS

__all__ = ["xworker"]  # PyScript hands messages to the `xworker` among this file's names

open_stage(WIDGETS)
