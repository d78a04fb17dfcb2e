"""The spam filter by hand: its numbers, its hints, its levels, and what is printed.

Longer than other files: one tool, and each wrong answer with its hint.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest

from kit.words.numbers import number
from pycore.nn.mlp import MLP
from pycore.numerics import Array
from tests.widgets.by_hand import Reader, narrowest_gap
from tests.widgets.fake_stage import FakeStage
from widgets.spam_by_hand.mail import TOLERANCE, Mail, follows_the_story
from widgets.spam_by_hand.steps import spam_steps
from widgets.spam_by_hand.widget import draw_mail

SEEDS = range(1, 61)

# x = (2, 5): z₁ = 0.4 × 2 − 0.6 × 5 + 0.9 = −1.3, z₂ = −0.3 × 2 + 0.8 × 5 − 0.2 = 3.2,
# y = 0.7 × 0 + 0.5 × 3.2 + 0.1 = 1.7
MAIL = Mail((2.0, 5.0), MLP([2, 2, 1], hidden="relu", output="linear", init="zeros"))
MAIL.filter.parameters = [0.4, -0.6, 0.9, -0.3, 0.8, -0.2, 0.7, 0.5, 0.1]


def reader_of(level: str = "all", **settings: str) -> Reader:
    return Reader("spam-by-hand", level, **settings)


@cache
def mails() -> list[Mail]:
    """What each seed gives at each of the three levels."""
    return [draw_mail(np.random.default_rng([seed, level])) for seed in SEEDS for level in range(3)]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exercise is about the mail whose numbers are worked out above."""
    monkeypatch.setattr("widgets.spam_by_hand.widget.draw_mail", lambda _: MAIL)


# --- the numbers ---


def test_the_numbers_have_two_decimals_at_most() -> None:
    for mail in mails():
        trace = mail.filter.forward([mail.x])
        for value in (*trace.z[0][0], *trace.a[0][0], trace.y[0, 0]):
            assert round(value, 2) == pytest.approx(value, abs=1e-12)


def test_neurons_are_on_and_off_and_mails_are_spam_and_not() -> None:
    patterns: Counter[tuple[bool, bool]] = Counter()
    decisions: Counter[bool] = Counter()
    for mail in mails():
        trace = mail.filter.forward([mail.x])
        first, second = (trace.z[0][0] > 0).tolist()
        patterns[first, second] += 1
        decisions[bool(trace.y[0, 0] > 0.5)] += 1
    assert set(patterns) == {(True, True), (True, False), (False, True)}
    assert min(patterns.values()) > len(mails()) / 6
    assert min(decisions.values()) > len(mails()) / 3


def test_nothing_is_a_tie_and_the_filter_follows_its_rule() -> None:
    for mail in mails():
        trace = mail.filter.forward([mail.x])
        assert np.abs(trace.z[0]).min() > 0.05
        assert abs(trace.y[0, 0] - 0.5) > 0.05
        words, links = mail.x
        assert (trace.y[0, 0] > 0.5) == (words + 2 * links > 11.5)


def test_no_suspicious_word_and_no_link_lowers_the_score_of_any_mail() -> None:
    for mail in mails():
        scores = {
            (words, links): score(mail.filter.parameters.tolist(), words, links)
            for words, links in product(range(13), range(7))
        }
        for (words, links), here in scores.items():
            assert scores.get((words + 1, links), here) >= here - 1e-9, mail
            assert scores.get((words, links + 1), here) >= here - 1e-9, mail


def score(numbers: list[float], words: int, links: int) -> float:
    """The output of a filter, worked out by hand."""
    w11, w12, b1, w21, w22, b2, v1, v2, c = numbers
    h1 = max(w11 * words + w12 * links + b1, 0.0)
    h2 = max(w21 * words + w22 * links + b2, 0.0)
    return v1 * h1 + v2 * h2 + c


def test_weights_below_zero_are_met_where_the_story_allows() -> None:
    negative = Counter(int((paths(mail) < 0).sum()) for mail in mails())
    assert negative[0] < len(mails()) / 4, "most filters have a weight to take care of"
    assert negative[1] > len(mails()) / 6
    assert negative[2] > len(mails()) / 6


def paths(mail: Mail) -> Array:
    """The six weights of a filter."""
    return mail.filter.parameters[[0, 1, 3, 4, 6, 7]]


def test_each_hidden_neuron_is_on_for_some_mail() -> None:
    everything = list(product(range(13), range(7)))
    for mail in mails():
        assert (mail.filter.forward(everything).z[0] > 0).any(axis=0).all(), mail


def test_a_filter_that_a_link_makes_milder_is_seen() -> None:
    assert not follows_the_story(MAIL.filter)


def test_no_likely_mistake_leads_to_a_right_number_or_to_another_hint() -> None:
    assert min(narrowest_gap(spam_steps(mail)) for mail in mails()) > 2 * TOLERANCE


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_printed_is_what_pycore_computes(seed: int) -> None:
    """The numbers are read off the page, put into a network and computed anew."""
    stage = FakeStage("spam-by-hand", seed=str(seed))
    rows = [[read(cell) for cell in row[1:]] for row in stage.rows["numbers"]]
    x = [float(count) for count in re.findall(r"\d+", stage.text["story"])]
    (w1, w2, b), sums, outputs = rows[:3], rows[3], rows[4]
    network = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
    network.parameters = [w1[0], w2[0], b[0], w1[1], w2[1], b[1], w1[2], w2[2], b[2]]
    trace = network.forward([x])
    assert sums == pytest.approx([*trace.z[0][0], trace.z[1][0, 0]], abs=1e-9)
    assert outputs == pytest.approx([*trace.a[0][0], trace.y[0, 0]], abs=1e-9)
    results = [stage.text[f"numbers-{i}"].rsplit(" = ", 1)[-1] for i in range(1, 6)]
    z1, z2 = sums[:2]
    h1, h2, y = outputs
    assert results == [number(value) for value in (z1, h1, z2, h2, y)]
    decision = "“spam”" if trace.y[0, 0] > 0.5 else "“not spam”"
    assert stage.text["numbers-6"].endswith(f": {decision}")


def read(cell: str) -> float:
    return float(cell.rsplit(" = ", 1)[1].replace("−", "-"))


# --- the hints ---


@pytest.mark.parametrize(
    ("step", "typed", "hint"),
    [
        (1, "-2.2", "The bias is missing. Add b₁ = 0.9"),
        (1, "-3,1", "The bias has the wrong sign"),
        (1, "1.7", "The two weights look swapped: w₁₁ belongs to x₁"),
        (1, "3.2", "the sum of the other neuron"),
        (1, "4.7", "the sign of each weight"),  # 0.8 + 3 + 0.9
        (1, "-2.9", "the sign of each weight"),  # −0.8 − 3 + 0.9
        (1, "-2.1", "One of the two products is missing"),
        (1, "0", "already after ReLU"),
        (1, "1.3", "the sign is not"),
        (1, "-13", "the decimal point"),
        (1, "-1", "rounded or cut off"),
        (1, "-2", "rounded or cut off"),
        (1, "9", "Go piece by piece: 0.4 × 2, then (−0.6) × 5, then add 0.9."),
        (2, "-1.3", "ReLU puts something else in place of a negative sum"),
        (2, "1.3", "ReLU does not drop the minus sign"),
        (2, "7", "Which case is z₁?"),
        (3, "-1.3", "the sum of the other neuron"),
        (3, "3.4", "The bias is missing. Add b₂ = −0.2"),
        (4, "0", "it stays"),
        (4, "-3.2", "does not turn the sign"),
        (5, "1.6", "The bias is missing. Add c = 0.1"),
        (5, "2.34", "The two weights look swapped: v₁ belongs to h₁"),
        (5, "0.79", "A negative z has slipped in"),
        (5, "4", "Those are the inputs of the e-mail"),
        (5, "1.5", "The bias has the wrong sign"),
        (5, "-1.5", "the sign of each weight"),
        (5, "2", "rounded or cut off"),
        (6, "0", "Compare: 1.7 > 0.5"),
    ],
)
@pytest.mark.usefixtures("known")
def test_a_wrong_answer_meets_the_hint_that_fits(step: int, typed: str, hint: str) -> None:
    assert hint in reader_of().meet(step, typed)


@pytest.mark.usefixtures("known")
def test_an_output_below_zero_stays_below_zero() -> None:
    reader = reader_of()
    reader.answer(1, "-1.3")
    reader.answer(2, "0")
    reader.answer(3, "-3.2")  # a slip: the output is then 0.5 × 0 + 0.1
    assert reader.answer(4, "0").startswith("✓ Right for your z₂ = −3.2")
    assert reader.answer(5, "0.1").startswith("✓ Right for your h₂ = 0")


# --- the way through ---


@pytest.mark.usefixtures("known")
def test_right_answers_lead_from_field_to_field_to_the_end() -> None:
    reader = reader_of()
    assert reader.states() == ["blank", *["locked"] * 5]
    answers = ("−1,3", "0", "3.2", "3.20", "1.7", "1")
    for step, typed in enumerate(answers, start=1):
        assert reader.answer(step, typed) == "✓ Right."
        assert reader.stage.focus == (f"field-{step + 1}" if step < 6 else "new")
    assert reader.states() == ["right"] * 6
    assert reader.stage.status == (
        "✓ Done: 6 right. Here the output 1.7 exceeds 0.5, so the e-mail is spam."
    )
    assert reader.stage.ticks["all"] == "✓ solved"
    assert reader.stage.ticks["last"] == ""
    reader.stage.act("new")
    assert reader.stage.ticks["all"] == "✓ solved"


@pytest.mark.usefixtures("known")
def test_letters_come_first_and_numbers_help_after_a_mistake() -> None:
    reader = reader_of()
    assert reader.stage.text["letters-1"] == "z₁ = w₁₁ x₁ + w₁₂ x₂ + b₁"
    hidden = ("numbers-1", "hidden")
    assert reader.stage.attributes[hidden] is True
    reader.answer(1, "9")
    assert reader.stage.attributes[hidden] is False
    assert reader.stage.text["numbers-1"] == "z₁ = 0.4 × 2 + (−0.6) × 5 + 0.9"
    reader.answer(1, "-1.3")
    assert reader.stage.text["numbers-1"] == "z₁ = 0.4 × 2 + (−0.6) × 5 + 0.9 = −1.3"


@pytest.mark.usefixtures("known")
def test_later_steps_follow_the_readers_own_number() -> None:
    reader = reader_of()
    reader.answer(1, "1.7")
    assert reader.answer(2, "1.7") == "✓ Right for your z₁ = 1.7, which is not right yet."
    assert reader.stage.focus == "field-3"
    assert reader.stage.status.endswith("Work out z₂.")
    assert reader.stage.attributes["step-3", "aria-current"] == "step"
    assert reader.stage.attributes["step-1", "aria-current"] is None
    reader.answer(3, "3.2")
    reader.answer(4, "3.2")
    # 0.7 × 1.7 + 0.5 × 3.2 + 0.1
    assert reader.answer(5, "2.89").startswith("✓ Right for your h₁ = 1.7")
    assert reader.answer(6, "1") == "✓ Right."
    assert reader.stage.focus == "field-1", "one step is still to be mended"
    assert reader.answer(1, "-1.3") == "✓ Right."
    assert reader.states() == ["right", "wrong", "right", "right", "carried", "right"]
    assert "Not 1.7" in reader.stage.text["verdict-2"]


@pytest.mark.usefixtures("known")
def test_only_a_number_that_matters_is_named() -> None:
    reader = reader_of()
    for step, typed in ((1, "1.7"), (2, "1.7"), (3, "2"), (4, "3.2")):
        reader.answer(step, typed)
    assert reader.answer(5, "2.89").startswith("✓ Right for your h₁ = 1.7")


@pytest.mark.usefixtures("known")
def test_show_me_fills_a_step_and_marks_it() -> None:
    reader = reader_of()
    reader.stage.act("show-1")
    assert reader.states()[0] == "shown"
    assert reader.stage.settings["a1"] == "−1.3"
    assert reader.stage.attributes["field-1", "readonly"] is True
    assert reader.stage.focus == "field-2"
    for step, typed in ((2, "0"), (3, "3.2"), (4, "3.2"), (5, "1.7"), (6, "1")):
        reader.answer(step, typed)
    assert reader.stage.status.startswith("✓ Done: 5 right, 1 shown.")
    assert reader.stage.ticks["all"] == ""
    reader.stage.change(a1="5").act("check")
    assert reader.states()[0] == "shown"


@pytest.mark.usefixtures("known")
def test_nothing_is_judged_while_it_is_typed() -> None:
    reader = reader_of()
    reader.stage.change(a1="-")
    assert reader.states()[0] == "blank"
    reader.answer(1, "9")
    reader.stage.change(a1="-1.3")
    assert reader.states()[0] == "wrong"
    assert reader.stage.text["verdict-1"].startswith("✗ Not 9.")


@pytest.mark.usefixtures("known")
def test_check_without_a_number_says_what_to_type() -> None:
    reader = reader_of()
    assert reader.answer(1, "") == "✗ Not a number yet. Type a number first, such as 0.5."
    assert reader.answer(1, "1/2").startswith("✗ Not a number yet. Type the fraction")
    assert reader.states()[1] == "locked"
    reader.answer(1, "9")
    assert reader.answer(1, "").startswith("✗ Not a number yet.")


@pytest.mark.usefixtures("known")
def test_the_picture_fills_in() -> None:
    reader = reader_of()
    assert {"2", "5", "h₁", "h₂", "y"} <= set(reader.stage.words("network"))
    reader.answer(1, "-1.3")
    assert "z₁ = −1.3" in reader.stage.words("network")
    reader.answer(2, "0")
    assert "0" in reader.stage.words("network")
    assert "h₁" not in reader.stage.words("network")
    assert {"+0.4", "−0.6", "−0.3", "+0.8", "+0.7", "+0.5"} <= set(reader.stage.words("network"))


# --- levels, numbers, settings ---


def test_the_worked_example_shows_everything_and_asks_nothing() -> None:
    reader = reader_of("worked")
    assert reader.states() == ["given"] * 6
    assert all(reader.stage.attributes[f"answer-{i}", "hidden"] for i in range(1, 7))
    assert reader.stage.status.startswith("A worked example: the output ")


@pytest.mark.usefixtures("known")
def test_the_middle_level_leaves_the_output_and_the_decision() -> None:
    reader = reader_of("last")
    assert reader.states() == ["given"] * 4 + ["blank", "locked"]
    assert reader.stage.text["numbers-5"] == "y = 0.7 × 0 + 0.5 × 3.2 + 0.1"
    reader.answer(5, "1.7")
    reader.answer(6, "1")
    assert reader.stage.status.startswith("✓ Done: 2 right.")


def test_every_level_and_every_seed_has_numbers_of_its_own() -> None:
    stages = [reader_of(level, seed=seed).stage for level in LEVELS for seed in ("1", "2")]
    tables = {str([row[1:] for row in stage.rows["numbers"][:3]]) for stage in stages}
    assert len(tables) == 6


LEVELS = ("worked", "last", "all")


def test_new_numbers_clear_the_answers() -> None:
    reader = reader_of()
    reader.answer(1, "99")
    before = reader.stage.rows["numbers"]
    reader.stage.act("new")
    assert reader.stage.rows["numbers"] != before
    assert reader.states() == ["blank", *["locked"] * 5]
    assert (reader.stage.settings["seed"], reader.stage.settings["a1"]) == ("2", "")
    assert reader.stage.focus == "field-1"
    assert reader_of("worked").stage.act("new").focus == ""
    assert reader_of(seed="9999").stage.act("new").settings["seed"] == "1"


def test_a_look_at_the_worked_example_keeps_the_answers() -> None:
    reader = reader_of()
    reader.answer(1, "99")
    reader.stage.act("show-1")
    shown = reader.stage.settings["a1"]
    reader.stage.change(level="worked")
    assert reader.stage.settings["a1"] == ""
    reader.stage.change(level="all")
    assert reader.states()[:2] == ["shown", "blank"]
    assert reader.stage.settings["a1"] == shown


def test_the_settings_alone_restore_the_exercise() -> None:
    reader = reader_of(seed="7")
    reader.answer(1, "99")
    reader.answer(2, "99")
    again = reader_of(**reader.stage.settings)
    assert again.states() == reader.states()
    assert again.stage.text == reader.stage.text


def test_answers_to_other_numbers_are_not_judged() -> None:
    reader = reader_of(all="3;=1;=2;;;;", seed="4")
    assert reader.states() == ["blank", *["locked"] * 5]


def test_undo_takes_an_answer_back() -> None:
    reader = reader_of()
    before = dict(reader.stage.settings)
    reader.answer(1, "99")
    reader.stage.change(**before)
    assert reader.states() == ["blank", *["locked"] * 5]
    assert reader.stage.settings == before


def test_a_semicolon_does_not_spoil_the_record() -> None:
    reader = reader_of()
    assert reader.answer(1, "1;2").startswith("✗ Not a number yet.")
    assert reader.states()[0] == "unreadable"


def test_an_unknown_button_is_an_error() -> None:
    stage = reader_of().stage.act("solve")
    assert "solve" in stage.errors[0]["message"]


@pytest.mark.parametrize("width", [520.0, 390.0, 300.0])
def test_the_picture_says_what_each_neuron_is_and_no_name_leaves_it(width: float) -> None:
    stage = FakeStage("spam-by-hand", size=(width, 300.0))
    words = " ".join(stage.words("network")).replace("\xa0", " ")
    for name in ("spam", "suspicious words", "external links"):
        assert set(name.split()) <= set(words.split()), name
    assert {"neuron\xa01", "neuron\xa02"} <= {
        said.removeprefix("hidden ") for said in stage.words("network")
    }
    calls = stage.canvases["network"].context.calls
    cleared = max(at for at, (name, *_) in enumerate(calls) if name == "clearRect")
    boxes = []
    for name, args, style in calls[cleared:]:
        if name == "fillText":
            said, x, y = args[:3]
            assert style["textAlign"] == "center", said
            half = len(said) * 8 / 2  # as wide as the fake canvas says
            boxes.append((said, x - half, x + half, y - 8, y + 8))
    for said, left, right, top, bottom in boxes:
        assert left >= 0, said
        assert right <= width, said
        assert 0 <= top < bottom <= 300, said
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
        assert apart, (one, other)
