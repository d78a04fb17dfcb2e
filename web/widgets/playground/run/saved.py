"""A run in a file: what it was made of and all that was done to it, beside the network itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.messages import Settings
from kit.page.limits import Limits
from kit.run.changes import Change
from kit.run.runs import Run
from pycore.datasets.features import FEATURES
from pycore.nn.mlp import MLP
from widgets.playground.run.sharing import to_text
from widgets.playground.run.story import DAMAGED, Story, checked, listed

CHOSEN = ("data", "optimiser", "batch", "activation", "start", "l1", "l2")
NUMBERS = ("noise", "count", "share", "seed", "dataseed")
SIZES = r"(?:(?:[1-9]|1[0-6])(?:-(?:[1-9]|1[0-6])){0,5})?"
NAMES = (*CHOSEN, *NUMBERS, "sizes", *FEATURES)
"""The settings that decide a run, as the form has them; a test holds both side by side.

The reader's own points are not among them: they stand in the file with their units.
"""

LONGEST_STATE = 100_000


@dataclass(frozen=True)
class SavedRun:
    """What a file says of a run.

    Attributes:
        settings: Those of the form that decide it.
        story: What was done to it.
        epoch: Where the reader was.
        within: How many mini-batches further.
        origin: The state that it began with, as a text; "" for the start that the seed gives.
    """

    settings: Settings
    story: Story
    epoch: int
    within: int
    origin: str


def past_of(run: Run, settings: Settings) -> dict[str, Any]:
    """A run as a file holds it."""
    return {
        "settings": {name: settings[name] for name in NAMES},
        "from": "" if run.rooted else to_text(run.origin, LONGEST_STATE),
        "changes": listed(run.changes),
        "epochs": run.last,
        "epoch": run.epoch,
        "within": run.batch,
    }


def read_past(text: str, mlp: MLP, limits: Mapping[str, Limits]) -> SavedRun | None:
    """The run that a file of this network tells of; None if it tells of none.

    Raises:
        ValueError: it cannot be one of the playground's.
    """
    past = json.loads(text).get("past")
    if past is None:
        return None
    try:
        settings = {name: past["settings"][name] for name in NAMES}
        changes = [Change(epoch, name, _value(value)) for epoch, name, value in past["changes"]]
        counts = [past[name] for name in ("epochs", "epoch", "within")]
        origin = past["from"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(DAMAGED) from error
    whole = all(type(count) is int for count in (*counts, *(c.epoch for c in changes)))
    named = isinstance(origin, str) and all(isinstance(c.setting, str) for c in changes)
    if not (whole and named and min(counts) >= 0 and _fit(settings, limits)):
        raise ValueError(DAMAGED)
    end, epoch, within = counts
    story = Story(checked(changes, end, mlp), end)
    return SavedRun(settings, story, epoch, within, origin)


def _value(value: Any) -> float | tuple[float, ...]:  # noqa: ANN401 - out of a file
    return tuple(map(float, value)) if isinstance(value, list) else float(value)


def _fit(settings: Mapping[str, Any], limits: Mapping[str, Limits]) -> bool:
    """Whether the form would take these settings."""
    return (
        all(limits[name].takes(settings[name]) for name in (*CHOSEN, *NUMBERS))
        and _matches(settings["sizes"], SIZES)
        and all(isinstance(settings[name], bool) for name in FEATURES)
    )


def _matches(value: object, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None
