"""The examples in the documents and in the docstrings: there, and right as they stand."""

import doctest
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import pycore
from pycore import MLP, Activation, Trainer, TrainingConfig, check_backward, to_python
from pycore.datasets import make
from pycore.nn import activations
from tests.places import ROOT


def examples(document: Path) -> doctest.DocTest:
    text = document.read_text("utf-8")
    return doctest.DocTestParser().get_doctest(text, {}, document.name, str(document), 0)


@pytest.mark.cpython_only("the documentation is not shipped into the page")
@pytest.mark.parametrize("name", ["README.md", "docs/model.md", "docs/implementation-notes.md"])
def test_the_examples_of_a_document_run(name: str) -> None:
    test = examples(ROOT / name)
    assert test.examples
    failed: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=failed.append)
    assert not failed, "".join(failed)


@pytest.mark.cpython_only("the documentation is not shipped into the page")
def test_the_way_from_a_neuron_to_a_spiral_is_short() -> None:
    assert 10 < len(examples(ROOT / "docs" / "model.md").examples) < 40


@pytest.fixture
def softplus(monkeypatch: pytest.MonkeyPatch) -> Activation:
    """The activation function that CONTRIBUTING.md adds, added as it is written there."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    functions, entry = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names = dict(vars(activations))
    exec(functions, names)
    added: Activation = eval(entry, names)
    monkeypatch.setitem(activations.ACTIVATIONS, added.name, added)
    return added


@pytest.mark.cpython_only("the documentation is not shipped into the page")
def test_the_activation_added_in_contributing_works_as_it_is_written(softplus: Activation) -> None:
    z = np.array([-np.inf, -1000.0, -1.0, 0.0, 2.0, 1000.0, np.nan])
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(softplus.value(z), np.logaddexp(0.0, z))
    mlp = MLP([2, 4, 1], hidden="softplus", seed=1)
    xor = make("xor", n=40)
    assert check_backward(mlp, xor.x, xor.t).passed
    trainer = Trainer(mlp, xor.x, xor.t, TrainingConfig("binary_cross_entropy", rate=0.1))
    trainer.run(20)
    assert trainer.history[-1].train_loss < trainer.history[0].train_loss
    names: dict[str, Any] = {}
    exec(to_python(mlp), names)
    np.testing.assert_allclose(names["network"](xor.x), mlp.predict(xor.x), rtol=1e-13)


PACKAGES = [
    "pycore",
    *(entry.name for entry in pkgutil.walk_packages(pycore.__path__, "pycore.") if entry.ispkg),
]


def shadowed(package: ModuleType) -> list[str]:
    """Submodules of a package whose names mean something else in it."""
    names = [entry.name for entry in pkgutil.iter_modules(package.__path__)]
    modules = {name: import_module(f"{package.__name__}.{name}") for name in names}
    return [name for name, module in modules.items() if getattr(package, name) is not module]


@pytest.mark.parametrize("name", PACKAGES)
def test_no_name_of_a_package_shadows_one_of_its_modules(name: str) -> None:
    assert shadowed(import_module(name)) == []


def test_a_name_that_shadows_a_module_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    package = import_module("pycore.nn")
    monkeypatch.setattr(package, "dense", len)
    assert shadowed(package) == ["dense"]


def public(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Names and docstrings of a module's public functions, and of its classes' methods.

    The class's examples count for its methods; a protocol has no code to show.
    """
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(thing):
            yield name, thing.__doc__ or ""
        elif inspect.isclass(thing) and not getattr(thing, "_is_protocol", False):
            for method, function in inspect.getmembers(thing, inspect.isroutine):
                if method in vars(thing) and not method.startswith("_"):
                    yield f"{name}.{method}", f"{function.__doc__ or ''}\n{thing.__doc__ or ''}"


# Inside the emitter and the trainer functions are steps of one whole: an example of a single one
# would show bytes, or need half of the rest. What they do together has its examples.
INNER = ("pycore.compiled.", "pycore.training.log", "pycore.training.steps")
MODULES = [
    entry.name
    for entry in pkgutil.walk_packages(pycore.__path__, "pycore.")
    if not entry.name.startswith(INNER)
]


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_has_an_example(name: str) -> None:
    without = [key for key, text in public(import_module(name)) if ">>>" not in text]
    assert not without, without
