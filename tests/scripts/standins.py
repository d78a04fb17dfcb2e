"""What the fixtures are made of: a host's answers, a lock file, a small repository."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Clients = Callable[[str], Path]
"""Called with a Python program, replaces what the stand-ins for npm and pip do."""

WHEEL = "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"


@dataclass
class Answer:
    """What the stand-in host answers at one address.

    With `promised`, it announces that length and breaks off after the body. With `hold`, it waits
    for `Host.release` in the middle of the body.
    """

    body: bytes
    status: int = 200
    type: str = "application/octet-stream"
    promised: int | None = None
    hold: bool = False


@dataclass
class Host:
    """A web host on this machine, and what it was asked for."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    halfway: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)


def write_lock(path: Path, entries: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"packages": entries}), encoding="utf-8")
    return path


_COURSE = {
    "title": "Glassbox",
    "parts": [
        {
            "title": "One & only",
            "lessons": [
                {
                    "slug": "neuron",
                    "title": "The <neuron>",
                    "summary": "Weights & bias",
                    "minutes": 20,
                }
            ],
        },
        {
            "title": "More",
            "lessons": [
                {"slug": "layers", "title": "Layers", "summary": "More than one", "minutes": 30}
            ],
        },
    ],
    "reference": [],
}
REPOSITORY = {
    "LICENSE": "MIT\n\nCopyright (c) 2026 Some & others\n",
    "scripts/licences/MPL-2.0.txt": "MPL",
    "README.md": "# Glassbox\n",
    "requirements-native.txt": "# Besides.\nwasmtime>=50\n",
    "pyproject.toml": """[project]
name = "a-course"
description = "d"
requires-python = ">=3.11"
license = "MIT"
keywords = ["a", "b"]
classifiers = []
dependencies = ["numpy>=2"]
""",
    "pycore/__init__.py": '__version__ = "1.2.3"\n',
    "pycore/__pycache__/x.pyc": "no",
    "pycore/datasets/data/digits.bin": "0123456789",
    "pycore/datasets/data/.hidden": "no",
    "web/content/course.json": json.dumps(_COURSE),
    "web/content/layouts/layout.html": ("<title>$title</title><main>$main</main>$previous_next\n"),
    "web/content/pages/index.html": (
        '<!-- {"title": "Home & all", "description": "d"} -->\n$path\n'
    ),
    "web/content/pages/neuron.html": (
        '<!-- {"title": "Neuron", "description": "d"} -->\nThe page $slug\n'
        '<div data-widget="neuron" data-w1="0.4"></div>\n'
        '<div class="wide" data-widget="neuron">\n</div>\n'
    ),
    "web/content/pages/layers.html": (
        '<!-- {"title": "Layers", "description": "d"} -->\nCosts $$5\n'
    ),
    "web/pictures/path/neuron.svg": '<svg class="one"></svg>\n',
    "web/pictures/path/layers.svg": '<svg class="two"></svg>\n',
    "web/widgets/neuron/form.html": '<form id="$id-form"></form>\n',
    "web/content/not-found/404.html": (
        '<meta content="$policy"><style>$style</style><link href="$icon">$course$way\n'
    ),
    "web/content/not-found/404.css": "/* Ours. */\nh1 {\n  margin: 0;\n}\n",
    "web/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n',
    "web/css/tokens.css": ":root { --bg: light-dark(#ffffff, #000000); }\n",
    "web/stage/stage.js": "export {};",
    "web/stage/types.d.ts": "export type Value = string;",  # for the type checker alone
    "web/robots.txt": "User-agent: *",
    "web/python/main.py": "print(1)\n",
    "web/python/kit/__init__.py": "",
    "web/python/kit/tests/test_kit.py": "",
    "web/widgets/neuron/widget.py": "class Neuron: ...\n",
}
