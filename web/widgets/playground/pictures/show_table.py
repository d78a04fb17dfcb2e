"""What the reader sees of a table: the answer beside its button, and its columns to choose from."""

from __future__ import annotations

from kit.page.view import View
from kit.words.sentences import counted
from pycore.datasets import REGRESSION
from widgets.playground.data.tables import Answer


def show_table(view: View, answer: Answer) -> None:
    """Say beside its button what was read of a table, and offer its columns."""
    view.text("tabletold", answer.words)
    view.attribute("tabletold", "hidden", not answer.words)
    view.attribute("columns", "hidden", answer.table is None)
    for role in ("x1", "x2", "t"):
        chosen = str(getattr(answer.choice, role))
        view.choose(f"column-{role}", answer.columns(), chosen)
    view.attribute("skip", "hidden", not answer.left)
    view.text("skip", f"Use the other {counted(answer.left, 'line')}")
    view.text("targetname", "Height" if answer.task == REGRESSION else "Class")
