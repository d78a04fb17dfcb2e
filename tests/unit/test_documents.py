"""The examples in the documents run as they stand."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


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
