"""What is said of a run: four texts at an epoch or a moment, its figures, the table of points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.pictures.contours import Grid
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.words.calculations import added, stepped, worked
from kit.words.foremost import foremost, together
from kit.words.numbers import equals, number, percent
from pycore import MLP, Record, backward
from pycore.nn.losses import LOSSES
from pycore.nn.objective import losses
from widgets.training_loop.loop import LOSS, PHASES, Done, Rows
from widgets.training_loop.story import Story

BLUE, ORANGE = "blue ●", "orange ■"
WAITING = "–"
Texts = dict[str, str]


def class_name(blue: bool | np.bool_) -> str:
    """What a reader calls a class."""
    return BLUE if blue else ORANGE


def confidence(chance: float, target: float) -> float:
    """The share that an output gives to the true class."""
    return chance if target else 1.0 - chance


def steepest(mlp: MLP, gradient: Grid) -> list[tuple[Spot, float]]:
    """The parameter with the largest slope, and the slope; several where they are equally steep."""
    places = foremost(np.abs(gradient).tolist())
    return [(_spot(mlp, index), float(gradient[index])) for index in places]


def _spot(mlp: MLP, index: int) -> Spot:
    place = mlp.layout.place(index)
    if place.input is None:
        return Spot("b", place.layer + 1, place.neuron)
    return Spot("w", place.layer + 1, place.neuron, place.input)


def at_epoch(story: Story, epoch: int, chosen: int) -> Texts:
    """The four texts at the end of an epoch, from the numbers of this run."""
    mlp = story.network(epoch)
    trace = mlp.forward(story.x)
    gradient = backward(mlp, trace, story.t, LOSS).vector
    costs = losses(mlp, trace, story.t, LOSS).tolist()
    found = steepest(mlp, gradient)
    return {
        "forward": _forward(story, float(story.chances[epoch][chosen]), chosen),
        "loss": _loss(story, epoch, costs),
        "backward": _backward(mlp, found, gradient.size),
        "update": _update(story, epoch, mlp, *found[0]),
    }


def at_moment(story: Story, epoch: int, moment: int, mlp: MLP, done: Done) -> Texts:
    """The four texts in the middle of an epoch: those of the present mini-batch, so far."""
    texts = dict.fromkeys(PHASES, WAITING)
    if done.outputs is None:
        return texts
    names = _named(story, done.batch, " and ")
    answers = " and ".join(_answers(done.outputs, story.t[done.batch]))
    texts["forward"] = f"For points {names} the network answers {answers}."
    if done.phase != "forward":
        texts["loss"] = f"Their mean loss is {number(done.loss)}."
    if done.gradient is not None:
        found = steepest(mlp, done.gradient)
        texts["backward"] = _backward(mlp, found, done.gradient.size)
        if done.phase == "update":
            spot, slope = found[0]
            after = weight_of(mlp, spot)
            before = after + story.rate * slope
            texts["update"] = f"{name_of(spot, mlp.sizes)}: {step(before, story.rate, slope)}."
    current = f"→ {texts[done.phase]}"
    return {**texts, done.phase: current}


def step(before: float, rate: float, slope: float) -> str:
    """The arithmetic of a step.

    >>> step(1.0, 0.5, -0.2)
    '1 − 0.5 × (−0.2) = 1.1'
    """
    return f"{stepped(before, rate, slope)} {equals(added([before, -rate * slope]))}"


def _answers(outputs: Grid, targets: Grid) -> list[str]:
    """Outputs (n, 1) as text, in as many digits as their mean loss needs."""

    def mean(answers: Sequence[float]) -> float:
        return float(LOSSES[LOSS].each(np.array(answers)[:, None], targets).mean())

    return worked(outputs[:, 0].tolist(), mean)


def moment_words(story: Story, moment: int, done: Done) -> str:
    """Where in an epoch the run is."""
    if done.phase == "shuffle":
        order = _named(story, done.batch, ", ")
        return f"The points are shuffled: {order}. Each pair is a mini-batch."
    batch = (moment - 1) // len(PHASES) + 1
    names = _named(story, done.batch, " and ")
    return f"Mini-batch {batch} of {story.batches}: points {names}. Just done: {done.phase}."


def _named(story: Story, points: Rows, joint: str) -> str:
    return joint.join(story.names[index] for index in points.tolist())


def figures(record: Record) -> str:
    """Loss and share of right answers."""
    return f"{number(record.train_loss)}; {percent(record.train_accuracy or 0.0)} right"


def table(story: Story, chances: Grid, chosen: int) -> list[list[str]]:
    """Rows of all points: number, place, class, chance of blue, right or wrong."""
    rows = []
    for index, (chance, target) in enumerate(
        zip(chances.tolist(), story.classes.tolist(), strict=True)
    ):
        right = (chance > 0.5) == bool(target)
        mark = " (highlighted)" if index == chosen else ""
        rows.append(
            [
                f"{story.names[index]}{mark}",
                _place(story, index),
                class_name(bool(target)),
                percent(chance),
                "✓ right" if right else "✗ wrong",
            ]
        )
    return rows


def _place(story: Story, index: int) -> str:
    return "({}, {})".format(*map(number, story.points[index].tolist()))


def _forward(story: Story, chance: float, chosen: int) -> str:
    target = story.classes[chosen]
    right = (chance > 0.5) == bool(target)
    verdict = "That is right" if right else f"That is wrong: it is {class_name(bool(target))}"
    answer = f"says {class_name(chance > 0.5)}, with {percent(max(chance, 1 - chance))}"
    into = f"Point {story.names[chosen]} at {_place(story, chosen)} goes in"
    return f"{into}, and the network {answer}. {verdict}."


def _loss(story: Story, epoch: int, costs: list[float]) -> str:
    worst = foremost(costs)
    most = f"Point {story.names[worst[0]]} costs most, {number(costs[worst[0]])}."
    if len(worst) > 1:
        names = together([story.names[point] for point in worst])
        most = f"Points {names} cost most, {number(costs[worst[0]])} each."
    now = story.record(epoch).train_loss
    if epoch == 0:
        return f"The mean over the eight points is {number(now)}. {most}"
    before = story.record(epoch - 1).train_loss
    word = "down" if now < before else "up"
    return f"The mean over the eight points is {number(now)}, {word} from {number(before)}. {most}"


def _backward(mlp: MLP, found: Sequence[tuple[Spot, float]], count: int) -> str:
    spot, slope = found[0]
    name = name_of(spot, mlp.sizes)
    way = "larger" if slope > 0 else "smaller"
    if slope == 0:
        return f"All {count} slopes are 0: the ground is level."
    if len(found) > 1:
        names = together([name_of(one, mlp.sizes) for one, _ in found])
        return (
            f"Of the {count} slopes those of {names} are equally steep, {number(abs(slope))}, and "
            f"no other is steeper: a {way} value of {name} would raise the loss."
        )
    return (
        f"Of the {count} slopes the steepest is {number(slope)}, of {name}: "
        f"a {way} value would raise the loss."
    )


def _update(story: Story, epoch: int, mlp: MLP, spot: Spot, slope: float) -> str:
    name, value = name_of(spot, mlp.sizes), weight_of(mlp, spot)
    if epoch == story.last:
        return f"The run ends here, with {number(value)} for {name}."
    after = weight_of(story.network(epoch + 1), spot)
    return (
        f"One step on all points would be {step(value, story.rate, slope)}. "
        f"The next epoch makes {story.batches} steps on two points each, and {name} "
        f"comes to {number(after)}."
    )
