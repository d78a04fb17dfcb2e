"""The fonts of a page, held back until a test lets them come."""

from __future__ import annotations

from playwright.sync_api import Page, Request, Route

SANS, SERIF, MATH = "atkinson-hyperlegible-next", "source-serif-4", "glassbox-math"


class HeldFonts:
    """What a context asks of fonts: it waits until it is let through."""

    def __init__(self, page: Page, *names: str) -> None:
        self.asked: list[str] = []
        self._held: list[Route] = []
        self._holds = True
        page.context.on("request", self._note)
        for name in names:
            page.context.route(f"**/fonts/{name}.woff2", self._hold)

    def _note(self, request: Request) -> None:
        if request.url.endswith(".woff2"):
            self.asked.append(request.url.rpartition("/")[2].removesuffix(".woff2"))

    def _hold(self, route: Route) -> None:
        if self._holds:
            self._held.append(route)
        else:
            route.continue_()

    def let_through(self) -> None:
        self._holds = False
        for route in self._held:
            route.continue_()
        self._held.clear()
