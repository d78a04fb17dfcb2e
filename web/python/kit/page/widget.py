"""What every widget is: settings and deeds come in, pictures and words go out."""

from __future__ import annotations

from kit.messages import Key, Pointer, Settings
from kit.page.view import View


class Widget:
    """A widget of the course; one folder of `web/widgets` defines each."""

    kind_of_result = "goal"
    """What comes of a task here: see `View.result`."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start with the form's present settings; `draw` follows at once."""
        self.view = view
        self.settings = settings
        self.limits = view.limits
        self.reached: frozenset[str] = frozenset()
        """Goals that count as reached, by the names of their places on the form."""

    def set(self, name: str, value: float | str | bool) -> None:
        """Move a control of the form, here and on the page."""
        if self.settings[name] != value:
            self.settings[name] = value
            self.view.value(name, value)

    def drag(self, name: str, value: float, decimals: int = 2) -> None:
        """Move a slider to where the reader drags, or to the nearest end of it."""
        self.set(name, round(self.limits[name].nearest(value), decimals))

    def draw(self) -> None:
        """Say and draw everything the present settings mean."""
        raise NotImplementedError

    def point(self, pointer: Pointer) -> None:
        """The reader points at a picture; a widget without draggable things ignores it."""

    def press(self, key: Key) -> None:
        """The reader presses a key on a picture whose frame names it in `data-keys`."""

    def tick(self, elapsed: float) -> None:
        """A frame has passed, `elapsed` milliseconds long, while `view.running` was true."""

    def act(self, action: str) -> None:
        """The reader pressed a button with `data-action`."""
        raise ValueError(f"action {action!r} is not known to {type(self).__name__}")

    def hear(self, name: str, text: str) -> None:
        """The reader sent a text: of a file (`data-file`), or pasted or typed (`data-send`)."""
        raise ValueError(f"text {name!r} is not known to {type(self).__name__}")

    def miss(self, name: str, why: str) -> None:
        """The page could not hand over a text; `why` is a sentence for the reader."""
        raise ValueError(f"text {name!r} is not known to {type(self).__name__}: {why}")

    def reach(self, **goals: bool) -> bool:
        """Say which goals are reached now; one that was reached stays so. Whether one is new.

        `all_four` is the goal whose place on the form is `data-goal="all-four"`.
        """
        names = {goal.replace("_", "-") for goal, there in goals.items() if there}
        new = names - self.reached
        self.reached |= new
        for name in sorted(new):
            self.view.result(name, kind=self.kind_of_result, done=True)
        return bool(new)

    def remember(self, mark: int) -> None:
        """Remember how things stand now, which the settings alone do not tell, under this number.

        The reader is about to do something, and Undo may lead back here.
        """

    def recall(self, mark: int) -> None:
        """The settings are others as a whole: those of the time that was kept under this number.

        0 stands for no such time: they come out of a link, or are the form's own after a reset.
        """

    def share(self) -> None:
        """Let the settings say how things stand while something moves: for a link, before a deed.

        A widget that keeps them up to date at every frame has nothing to do.
        """

    def close(self) -> None:
        """Give back whatever the widget holds."""
