"""Pictures that change seldom, and are drawn only then: the points, and the data sets in small."""

from __future__ import annotations

from kit.messages import Settings
from kit.page.view import View
from widgets.playground.pictures import show
from widgets.playground.pictures.show import Looking
from widgets.playground.pictures.thumbnails import draw_thumbnails
from widgets.playground.run.session import Session


class Stills:
    """Remembers what was drawn last, in which size and colours."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self._points: tuple[object, ...] = ()
        self._points_size: object = None
        self._thumbnails: tuple[object, object] = (None, None)

    def draw(self, view: View, session: Session, looking: Looking, settings: Settings) -> None:
        """Draw what has changed; a new size wipes a canvas."""
        pen, data = view.pens["points"], session.bench.recipe.data
        key = (data, settings["showtest"], looking.cross, pen.tokens)
        if key != self._points or pen.size is not self._points_size:
            self._points, self._points_size = key, pen.size
            show.show_points(view, session, looking, settings)
        pen = view.pens["sets"]
        if self._thumbnails[0] is not pen.size or self._thumbnails[1] != pen.tokens:
            self._thumbnails = (pen.size, pen.tokens)
            draw_thumbnails(pen)
