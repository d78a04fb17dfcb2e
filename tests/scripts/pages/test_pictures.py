"""Pictures made ahead: read from their folder, put into pages by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Visit
from scripts.pages.markup import Source
from scripts.pages.pictures import handlers, read_pictures
from scripts.pages.render import render_site
from scripts.runtime.fetch import Runtime
from scripts.site.assemble import assemble

HERE = Path("some.html")
DOT = '<svg class="picture" viewBox="0 0 320 180" aria-hidden="true"><circle r="3"/></svg>'


@pytest.fixture
def web(tmp_path: Path) -> Path:
    file = tmp_path / "pictures/path/neuron.svg"
    file.parent.mkdir(parents=True)
    file.write_text(f"{DOT}\n", encoding="utf-8")
    return tmp_path


def _put(web: Path, text: str, **values: str) -> str:
    return Visit(handlers(read_pictures(web))).render(Source(HERE, text), values)


def test_a_picture_stands_in_the_place_that_names_it(web: Path) -> None:
    page = '<a>\n<svg data-picture="path/neuron"></svg></a>'
    assert _put(web, page) == f"<a>\n{DOT}</a>"


def test_its_name_may_be_a_value_of_the_page(web: Path) -> None:
    assert _put(web, '<svg data-picture="path/$slug"></svg>', slug="neuron") == DOT


def test_other_drawings_stay_as_they_are(web: Path) -> None:
    page = '<svg class="icon" viewBox="0 0 20 20"><path d="M0 0h4"/></svg>'
    assert _put(web, page) == page


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ('<svg data-picture="path/gates"></svg>', "no picture 'path/gates'.*path/neuron"),
        ('<svg data-picture="path/neuron"><g></g></svg>', "must be empty"),
        ('<svg data-picture="path/neuron" width="3"></svg>', "must be empty and say no more"),
    ],
)
def test_a_wrong_place_is_told_with_its_file_and_line(web: Path, place: str, words: str) -> None:
    with pytest.raises(GlassboxError, match=rf"some\.html:2: .*{words}"):
        _put(web, f"<p>\n{place}</p>")


def test_a_folder_without_pictures_has_none(tmp_path: Path) -> None:
    assert read_pictures(tmp_path) == {}


def test_the_build_fills_them_into_pages_and_ships_no_files(
    repository: Path, runtime: Runtime
) -> None:
    web = repository / "web"
    file = web / "pictures/path/layers.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DOT, encoding="utf-8")
    page = web / "content/pages/layers.html"
    page.write_text(page.read_text() + '<svg data-picture="path/layers"></svg>', encoding="utf-8")
    files = assemble(repository, runtime, web)
    assert DOT in files["layers.html"].decode()
    assert not [path for path in files if path.startswith("pictures")]


def test_a_structure_stands_before_the_canvas_of_its_widget_and_part(repository: Path) -> None:
    web = repository / "web"
    file = web / "pictures/structures/neuron/plane.svg"
    file.parent.mkdir(parents=True)
    file.write_text(DOT, encoding="utf-8")
    form = web / "widgets/neuron/form.html"
    form.write_text(
        '<form id="$id-form"><canvas data-part="plane"></canvas>'
        '<canvas data-part="curve" aria-describedby="$id-c"></canvas></form>',
        encoding="utf-8",
    )
    files = render_site(web)
    shown = f'{DOT}<canvas data-part="plane"></canvas><canvas data-part="curve"'
    assert shown in files["neuron.html"].decode()
    assert shown in files["widgets/neuron.html"].decode()  # for pages of others
