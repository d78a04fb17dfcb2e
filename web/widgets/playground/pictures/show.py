"""What the reader sees of a session: pictures, words and tables.

Longer than other files: what is shown together is put together here, a few lines for each part of
the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.messages import Settings
from kit.page.view import Item, View
from kit.pen.pen import Point
from kit.pictures.loss_curve import LossCurve, draw_loss_curve
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import weight_of
from kit.words.numbers import number, percent
from pycore.training.history import Record
from widgets.playground import words
from widgets.playground.doctor.finding import Finding
from widgets.playground.pictures.network import Highlight, draw_network, layout_of
from widgets.playground.pictures.scene import draw_map, draw_neuron_map, draw_points
from widgets.playground.pictures.thumbnails import SETS
from widgets.playground.run.session import Session, no_past
from widgets.playground.workbench import FEWEST_TO_SPLIT

MANY = 10
"""With more neurons in a layer the picture of the network is taller."""


@dataclass(frozen=True)
class Pinned:
    """A run to compare with."""

    history: tuple[Record, ...]
    record: Record
    words: str


@dataclass
class Looking:
    """Where the reader points, for as long as it lasts; none of it is kept or shared."""

    spot: Spot | None = None
    point: Point | None = None
    cross: Point | None = None
    """The cross-hair that keys move."""


def show_pictures(
    view: View, session: Session, looking: Looking, settings: Settings, pinned: Pinned | None
) -> None:
    """Draw what changes with every step of training."""
    bench = session.bench
    net, steps = bench.recipe.net, bool(settings["discretise"])
    picked = Spot.of(settings["picked"])
    picked = picked if session.has(picked) else None
    pen = view.pens["network"]
    looked = looking.spot if looking.spot and looking.spot.kind == "n" else None
    layout, highlight = layout_of(pen, bench.run.mlp.sizes), Highlight(looked, picked)
    draw_network(pen, layout, bench.run.mlp, net.inputs, bench.maps(), highlight)
    shown = looked or picked
    if shown is not None and shown.kind == "n" and shown.layer < len(net.sizes) - 1:
        draw_neuron_map(view.pens["map"], bench, shown.layer, shown.target, steps=steps)
        name = words.part_name(shown, net.sizes, net.inputs)
        view.text("mapname", f"What {name} answers everywhere. The line is where it is halfway.")
    else:
        crossed = draw_map(view.pens["map"], bench, steps=steps)
        line = "The line is where it is undecided." if crossed else "It is nowhere undecided."
        view.text("mapname", f"What the network answers everywhere. {line}")
    draw_loss_curve(view.pens["curve"], curve_of(session, settings, pinned))


def curve_of(session: Session, settings: Settings, pinned: Pinned | None) -> LossCurve:
    """The loss of the run, and of the pinned one."""
    return LossCurve(
        session.run.history,
        session.run.epoch,
        pinned.history if pinned else (),
        float(settings["stoploss"]) or None,
        bool(settings["logarithmic"]),
        session.run.divergence.epoch if session.run.divergence else None,
    )


def show_points(view: View, session: Session, looking: Looking, settings: Settings) -> None:
    """Draw the points and the cross-hair."""
    bench = session.bench
    test = bench.test if settings["showtest"] else None
    units = bench.recipe.data.units
    draw_points(view.pens["points"], units, bench.train, test, looking.cross)


def show_reading(view: View, session: Session, looking: Looking) -> None:
    """Say what the network answers where the reader points."""
    point = looking.point or looking.cross
    hint = "Point at the map to read its answer there, or move the cross-hair with the arrow keys."
    view.text("reading", words.reading(session.bench, point) if point else hint)


def show_form(view: View, session: Session) -> None:
    """Show what belongs to the present choices only, and name the layers."""
    data, net = session.bench.recipe.data, session.bench.recipe.net
    view.text("dataname", SETS[data.name])
    view.attribute("own", "hidden", not data.is_own)
    view.attribute("made", "hidden", data.is_own)
    few = len(session.bench.train) < FEWEST_TO_SPLIT and session.bench.test is None
    view.attribute("counted", "hidden", data.name == "eight")
    view.attribute("shared", "hidden", few)
    view.attribute("newpoints", "hidden", data.is_own)
    view.attribute("own-classes", "hidden", data.task == "regression")
    view.attribute("own-heights", "hidden", data.task != "regression")
    layers = enumerate(net.hidden, start=1)
    view.items("layers", {f"layer-{number_}": _layer(number_, size) for number_, size in layers})
    view.attribute("netframe", "data-tall", max(net.sizes) > MANY)
    plural = "" if len(net.hidden) == 1 else "s"
    view.text("depth", f"{len(net.hidden)} hidden layer{plural}")
    view.text("shape", " → ".join(map(str, net.sizes)))
    view.attribute("lowest", "hidden", session.bench.test is None)
    left_out, first = session.link_words(), session.run.first
    view.text("nolink", left_out)
    view.text("nopast", no_past(first) if first else "")
    view.attribute("nolink", "hidden", not left_out)
    view.attribute("nopast", "hidden", not first)
    view.attribute("step", "max", str(max(session.run.last, 1)))
    told = words.data_words(session.bench.train, session.bench.test)
    view.text("datawords", f"{told} {data.units.sentence()}".rstrip())


def show_inspector(view: View, session: Session, looking: Looking, settings: Settings) -> None:
    """Show the editor of the picked weight or bias, and what is under the pointer or picked."""
    picked = Spot.of(settings["picked"])
    picked = picked if session.has(picked) else None
    view.attribute("editor", "hidden", picked is None or picked.kind == "n")
    spot = looking.spot if session.has(looking.spot) else picked
    hint = "Pick a line or a dot to edit it, a neuron to enlarge its map."
    view.text("picked", _spot_words(session, spot) if spot else hint)
    if picked is not None and picked.kind != "n":
        weight = weight_of(session.run.mlp, picked)
        reach = 5 * (1 + int(min(abs(weight), view.limits["weight"].high - 1) // 5))
        view.attribute("weight", "min", f"-{reach}")
        view.attribute("weight", "max", f"{reach}")


def _spot_words(session: Session, spot: Spot) -> str:
    """What a part is, and its number."""
    net = session.bench.recipe.net
    name = words.part_name(spot, net.sizes, net.inputs)
    if spot.kind == "w":
        return f"The weight {name} is {number(weight_of(session.run.mlp, spot))}."
    if spot.kind == "b":
        return f"The {name} is {number(weight_of(session.run.mlp, spot))}."
    if spot.layer == 0:
        return f"The input {name}{_meaning(session, spot)}. The map shows its value everywhere."
    bias = number(weight_of(session.run.mlp, Spot("b", spot.layer, spot.target)))
    return f"The neuron {name}, with a bias of {bias}. The map shows its answer everywhere."


def _meaning(session: Session, spot: Spot) -> str:
    """What x₁ or x₂ stands for, in brackets, where it stands for something."""
    recipe = session.bench.recipe
    plain = {"x1": 0, "x2": 1}
    name = recipe.net.inputs[spot.target]
    return recipe.data.units.meaning(plain[name]) if name in plain else ""


def show_figures(view: View, session: Session, pace: float) -> None:
    """Show the figures that change with every step."""
    run = session.run
    record = run.record
    within = f" + {run.batch}/{run.batches}" if run.batch else ""
    view.text("epoch", f"{record.epoch}{within}")
    view.text("trainloss", words.loss_words(record.train_loss))
    view.text("testloss", words.loss_words(record.test_loss))
    view.text("right", words.share_words(record.test_accuracy))
    view.text("pace", words.pace_words(pace) if session.playing and pace else "–")
    view.text("train", "Pause" if session.playing else "Train")


def show_tables(view: View, session: Session) -> None:
    """Fill the tables: they cost more than pictures, so only when a run rests or now and then."""
    bench = session.bench
    view.rows("figures", words.figures(bench))
    view.attribute("counts", "hidden", bench.recipe.data.task == "regression")
    view.rows("confusion", words.confusion(bench))
    view.rows("weights", words.weights_table(bench.run.mlp, bench.recipe.net.inputs))


def show_finding(view: View, finding: Finding | None) -> None:
    """Say what the doctor found."""
    view.attribute("doctor", "hidden", finding is None)
    view.text("finding", finding.words if finding else "")
    view.text("remedy", finding.button if finding else "")
    view.attribute("remedy", "hidden", finding is None or not finding.button)


def show_pinned(view: View, session: Session, pinned: Pinned | None) -> None:
    """Put the figures of the pinned run beside those of the present one."""
    view.attribute("comparison", "hidden", pinned is None)
    view.text("pin", "Unpin the run" if pinned else "Pin this run")
    if pinned is None:
        return
    rows = []
    view.text("pinnedwords", pinned.words)
    for name, record in (("pinned run", pinned.record), ("this run", session.run.record)):
        share = record.test_accuracy
        right = "–" if share is None else percent(share)
        losses = [words.loss_words(record.train_loss), words.loss_words(record.test_loss)]
        rows.append([name, str(record.epoch), *losses, right])
    view.rows("compared", rows)


def _layer(number_: int, neurons: int) -> Item:
    """The two buttons of a hidden layer, and how many neurons it has."""

    def button(sign: str, which: str) -> Mapping[str, str]:
        label = f"One neuron {which} in layer {number_}"
        return {"data-action": f"neurons {sign} {number_}", "aria-label": label}

    name = f"Neurons in layer {number_}: "
    return {
        "more": button("+", "more"),
        "name": name,
        "neurons": str(neurons),
        "fewer": button("-", "less"),
    }
