"""The picture of a network: what is written where, what fades, what is under way."""

from __future__ import annotations

import pytest

from kit.messages import Size
from kit.pen.pen import Pen
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import Scene, draw_network, name_of
from pycore.nn.mlp import MLP
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas


class Picture:
    """A network drawn on a canvas that remembers."""

    def __init__(self, *sizes: int, width: float = 860, height: float = 440) -> None:
        self.canvas = FakeCanvas()
        self.pen = Pen(self.canvas, FakeBitmap)
        self.pen.resize(Size(width, height))
        self.pen.tokens = TOKENS
        self.network = MLP(sizes)
        self.layout = NetworkLayout(self.pen.box, sizes)

    def draw(self, scene: Scene) -> int:
        self.canvas.context.calls.clear()
        return draw_network(self.pen, self.layout, self.network, scene)

    def written(self) -> dict[str, tuple[float, float, str]]:
        """Words, where they stand and in which colour."""
        calls = self.canvas.context.calls
        return {
            args[0]: (args[1], args[2], style["fillStyle"])
            for name, args, style in calls
            if name == "fillText"
        }

    def shapes(self, name: str) -> int:
        return sum(call[0] == name for call in self.canvas.context.calls)


def label_all(picture: Picture) -> dict[Spot, str]:
    return {spot: spot.name for spot in picture.layout.edges}


def test_every_neuron_has_its_name_and_every_edge_its_words() -> None:
    picture = Picture(2, 3, 1)
    assert picture.draw(Scene(labels=label_all(picture))) == 0
    names = {name_of(spot, (2, 3, 1)) for spot in picture.layout.neurons}
    words = {spot.name for spot in picture.layout.edges}
    assert picture.written().keys() == names | words


def test_words_cover_neither_each_other_nor_a_name() -> None:
    picture = Picture(3, 4, 4, 2)
    missing = picture.draw(Scene(labels=label_all(picture)))
    written = picture.written()
    assert len(written) == len(picture.layout.neurons) + len(picture.layout.edges) - missing
    places = [(x, y, 8.0 * len(words) + 8) for words, (x, y, _) in written.items()]
    for index, (x, y, width) in enumerate(places):
        for other_x, other_y, other_width in places[index + 1 :]:
            apart = abs(x - other_x) >= (width + other_width) / 2 - 9 or abs(y - other_y) >= 15
            assert apart, (x, y, other_x, other_y)


@pytest.mark.cpython_only("two hundred pictures of the largest network take long in Pyodide")
def test_what_has_no_room_is_counted_and_the_picked_part_always_written() -> None:
    picture = Picture(3, 8, 8, 8, 8, 2, width=300, height=280)
    labels = label_all(picture)
    missing = picture.draw(Scene(labels=labels))
    assert 0 < missing < len(labels)
    for spot in picture.layout.edges:
        picture.draw(Scene(labels=labels, picked=spot))
        assert spot.name in picture.written()


@pytest.mark.parametrize(("width", "height"), [(860, 440), (320, 300)])
def test_names_and_values_stay_inside_the_picture(width: float, height: float) -> None:
    for sizes in ((2, 3, 1), (3, 1, 1), (2, 6, 6, 6, 6, 2)):
        picture = Picture(*sizes, width=width, height=height)
        values = dict.fromkeys(picture.layout.neurons, -0.12)
        picture.draw(Scene(values=values, shares=values, labels=label_all(picture)))
        for x, y, _ in picture.written().values():
            assert 6 <= y <= height - 6
            assert 10 <= x <= width - 10


def test_words_keep_clear_of_a_neuron_that_its_value_makes_wide() -> None:
    picture = Picture(2, 3, 1, width=330, height=300)
    values = dict.fromkeys(picture.layout.neurons, -12.34)
    shares = dict.fromkeys(picture.layout.neurons, 0.0)
    words = dict.fromkeys(picture.layout.edges, "0.12345")
    assert picture.draw(Scene(labels=words)) < picture.draw(
        Scene(values=values, shares=shares, labels=words)
    )


def test_what_does_not_belong_to_the_picked_part_fades() -> None:
    picture = Picture(2, 2, 1)
    spot = Spot("n", 1, 0)
    scene = Scene(
        labels=label_all(picture), picked=spot, marked=frozenset(picture.layout.into(1, 0))
    )
    picture.draw(scene)
    written = picture.written()
    assert written["w1.2.1"][2] == TOKENS["muted"]
    assert written["w1.1.1"][2] in (TOKENS["a"], TOKENS["b"])
    assert written["h₁"][2] == TOKENS["ink"]


@pytest.mark.parametrize(("carried", "dots", "squares"), [(0.5, 1, 0), (0.0, 1, 0), (-0.5, 0, 1)])
def test_a_signal_has_the_shape_of_the_sign_it_carries(
    carried: float, dots: int, squares: int
) -> None:
    picture = Picture(1, 1)
    picture.draw(Scene())
    before = picture.shapes("arc")
    spot = Spot("w", 1, 0, 0)
    picture.draw(Scene(signals={spot: 0.5}, carried={spot: carried}))
    assert picture.shapes("arc") - before == dots
    assert picture.shapes("rect") == squares
