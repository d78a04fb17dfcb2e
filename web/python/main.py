"""Start-up: opens the stage for every widget of the course."""

from kit.page.browser import listen, xworker
from widgets import WIDGETS

__all__ = ["xworker"]  # PyScript hands messages to the `xworker` among this file's names

listen(WIDGETS)
