"""What the forward widget shows beside its picture: controls, words, tables, code."""

from __future__ import annotations

from kit.page.view import View
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.run.players import Player
from widgets.forward import network as made
from widgets.forward.state import Pass
from widgets.forward.tables import code_for, neuron_rows, size_words, weight_rows
from widgets.forward.tour import STOPS, stop
from widgets.forward.words import words_for


def show_network(view: View, now: Pass, layout: NetworkLayout) -> None:
    """The sizes with their buttons, the inputs, the tables."""
    for slot in range(made.LAST + 1):
        neurons, (low, high) = made.count(now.sizes, slot), made.limits(slot)
        view.attribute(f"slot-{slot}", "hidden", neurons is None)
        if neurons is not None:
            view.text(f"count-{slot}", str(neurons))
            _enable(view, f"fewer-{slot}", neurons > low)
            _enable(view, f"more-{slot}", neurons < high)
    _enable(view, "deeper", len(now.sizes) - 2 < made.MOST_LAYERS)
    _enable(view, "flatter", len(now.sizes) > 2)
    view.attribute("input-3", "hidden", now.sizes[0] < 3)
    view.text("parameters", size_words(now.sizes))
    view.rows("neurons", neuron_rows(now))
    view.rows("weights", weight_rows(now, layout.edges))


def _enable(view: View, button: str, possible: bool) -> None:
    view.attribute(button, "aria-disabled", None if possible else "true")


def show_player(view: View, now: Pass, player: Player) -> None:
    """What the first button would do now, and how far the slider goes."""
    view.attribute("step", "max", str(player.length))
    at_an_end = player.position in (0.0, float(player.length))
    view.text("play", "Pause" if player.running else "Forward pass" if at_an_end else "Go on")
    _enable(view, "back", player.position > 0)
    _enable(view, "forward", not now.complete)


def show_part(view: View, now: Pass, shown: Spot | None, picked: Spot | None) -> None:
    """The equation of a part, the slider if it is a picked weight, and its layer as code."""
    words = words_for(now, shown)
    view.text("part-title", words.title)
    view.text("part-equation", words.equation)
    view.text("part-meaning", words.meaning)
    movable = picked is not None and picked.kind != "n"
    view.attribute("slider", "hidden", not movable)
    view.text("slider-name", now.name(picked) if picked and movable else "")
    layer = max(shown.layer, 1) if shown else 1
    view.text("code-title", f"Layer {layer} of {len(now.network.layers)}, all neurons at once:")
    view.text("code", code_for(now, layer))


def show_tour(view: View, now: Pass, number: int) -> None:
    """The present stop of the tour, or nothing."""
    view.attribute("tour", "hidden", number == 0)
    if number == 0:
        return
    here = stop(now, number)
    view.text("tour-title", f"Stop {number} of {len(STOPS)}: {here.title}")
    view.text("tour-words", here.words)
    view.text("tour-next", "Finish" if number == len(STOPS) else "Next stop")
    _enable(view, "tour-back", number > 1)
