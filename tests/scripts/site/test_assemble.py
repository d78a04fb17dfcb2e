"""The site as one folder.

Longer than other files: what a small repository becomes, file by file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest

from pycore.datasets.digits import SOURCE
from scripts.archive import archive
from scripts.errors import GlassboxError
from scripts.runtime.fetch import Runtime
from scripts.runtime.lock import read_lock
from scripts.runtime.make_lock import FONTS
from scripts.site import bundle
from scripts.site.assemble import assemble, build
from tests.places import ROOT


@pytest.fixture
def site(repository: Path, runtime: Runtime, tmp_path: Path) -> Path:
    build(repository, runtime, tmp_path / "dist")
    return tmp_path / "dist"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_site_holds_exactly_this(site: Path) -> None:
    assert names(site) == {
        "404.html",
        "LICENSE.txt",
        "build.json",
        "css/tokens.css",
        "data/digits.bin",
        "downloads/a_course-1.2.3-py3-none-any.whl",
        "favicon.svg",
        "fonts/a-font.woff2",
        "index.html",
        "lesson-tasks.json",
        "layers.html",
        "licences/MPL-2.0.txt",
        "licences/THIRD-PARTY.txt",
        "licences/a-font.txt",
        "licences/numpy.txt",
        "licences/pyscript.txt",
        "licences/toml.txt",
        "neuron.html",
        "offline-files.js",
        "python/app.zip",
        "python/layers.zip",
        "python/main.py",
        "robots.txt",
        "runtime/pyodide/numpy.zip",
        "runtime/pyodide/pyodide-lock.json",
        "runtime/pyodide/pyodide.asm.js",
        "runtime/pyodide/pyodide.asm.wasm",
        "runtime/pyodide/pyodide.js",
        "runtime/pyodide/python_stdlib.zip",
        "runtime/pyscript/core.css",
        "runtime/pyscript/core.js",
        "runtime/pyscript/worker.js",
        "runtime/quick/index.js",
        "search.json",
        "stage/stage.js",
        "widgets/neuron.html",
    }


def test_the_archive_holds_the_very_files_of_the_repository_without_tests(
    site: Path, repository: Path
) -> None:
    with zipfile.ZipFile(site / "python/app.zip") as app:
        assert app.namelist() == [
            "kit/__init__.py",
            "pycore/__init__.py",
            "widgets/neuron/widget.py",
        ]
        assert app.read("pycore/__init__.py") == b'__version__ = "1.2.3"\n'


def test_data_sets_are_files_of_their_own_and_in_no_archive(site: Path) -> None:
    assert (site / "data/digits.bin").read_bytes() == b"0123456789"
    archives = sorted(site.rglob("*.zip"))
    assert len(archives) == 4
    for path in archives:
        with zipfile.ZipFile(path) as packed:
            assert [name for name in packed.namelist() if name.endswith(".bin")] == []


def test_every_data_set_of_the_engine_is_in_its_wheel_and_on_the_site() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    globs = settings["tool"]["setuptools"]["package-data"]["pycore"]
    installed = {path for glob in globs for path in (ROOT / "pycore").glob(glob)}
    data = {path for path in (ROOT / "pycore").rglob("*") if path.is_file()}
    data = {path for path in data if path.suffix not in {".py", ".pyc"}}
    assert data == installed
    assert set(bundle.data_files(ROOT)) == {
        f"data/{path.name}" for path in data if path.name != "py.typed"
    }


def test_modules_are_named_js_inside_too_and_mention_no_source_maps(site: Path) -> None:
    pyodide = site / "runtime/pyodide"
    assert (pyodide / "pyodide.js").read_text() == 'import("pyodide.asm.js");\n'
    assert (pyodide / "pyodide.asm.js").read_text() == 'name="pyodide.asm.js";\n'
    core = (site / "runtime/pyscript/core.js").read_text()
    assert core.startswith('export*from"./core-1.js";\n')
    assert core.endswith(");\n")


def test_pyscripts_code_for_workers_has_a_file_of_its_own(site: Path) -> None:
    assert (site / "runtime/pyscript/worker.js").read_text() == "say('a\\b');\n"


@pytest.mark.parametrize("times", [0, 2])
def test_a_pyscript_without_one_text_for_its_workers_is_refused(
    repository: Path, runtime: Runtime, times: int
) -> None:
    file = next(f for f in runtime.package("pyscript").files if f.path == "dist/core.js")
    text = b"""new Blob(["/*@*/"+'a'.replace(a,b)]);"""
    (runtime.cache / file.sha256).write_bytes(text * times)
    with pytest.raises(GlassboxError, match=f"one text for its workers, and has {times}"):
        bundle.runtime_files(runtime)


def test_a_pyodide_that_names_its_module_otherwise_is_refused(
    repository: Path, runtime: Runtime
) -> None:
    file = next(f for f in runtime.package("pyodide").files if f.path == "pyodide.mjs")
    (runtime.cache / file.sha256).write_bytes(b'"pyodide.asm.mjs" "pyodide.asm.mjs"')
    with pytest.raises(GlassboxError, match=r"should name pyodide\.asm\.mjs exactly once"):
        bundle.runtime_files(runtime)


def test_the_lock_names_numpy_only_and_as_a_zip_archive(site: Path) -> None:
    lock = json.loads((site / "runtime/pyodide/pyodide-lock.json").read_text())
    assert lock["info"] == {"abi_version": "2026_0"}
    assert list(lock["packages"]) == ["numpy"]
    shipped = (site / "runtime/pyodide/numpy.zip").read_bytes()
    assert lock["packages"]["numpy"]["file_name"] == "numpy.zip"
    assert lock["packages"]["numpy"]["sha256"] == hashlib.sha256(shipped).hexdigest()


def test_what_no_page_imports_is_left_out(site: Path) -> None:
    pyodide = site / "runtime/pyodide"
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
        assert library.namelist() == ["json/__init__.py"]
    with zipfile.ZipFile(pyodide / "numpy.zip") as numpy:
        assert numpy.namelist() == ["numpy/__init__.py", "numpy/fft/__init__.py"]


def test_the_licences_of_others_are_listed_and_shipped(site: Path) -> None:
    assert "\npyodide 1\n  MIT\n  https://x.test/\n" in (
        site / "licences/THIRD-PARTY.txt"
    ).read_text(encoding="utf-8")
    assert (site / "licences/numpy.txt").read_text() == (
        "==== LICENSE.txt ====\n\nNumPy's licence\n==== fft/LICENSE.md ====\n\npocketfft's licence"
    )


def test_a_font_is_shipped_whole_with_its_licence_and_kept_for_offline(site: Path) -> None:
    assert (site / "fonts/a-font.woff2").read_bytes() == b"wOF2"
    assert (site / "licences/a-font.txt").read_bytes() == b"OFL"
    assert '"fonts/a-font.woff2":[4,' in (site / "offline-files.js").read_text()


def test_every_font_of_the_lock_is_named_in_the_notice() -> None:
    said = bundle._notice(Runtime(read_lock(ROOT / "runtime.lock.json"), Path()))
    for key, (title, version) in FONTS.items():
        assert f"fonts/{key}.woff2, Copyright" in said
        assert f"{key}.txt" in said
        assert f"\n{title} {version}\n  OFL-1.1\n" in said


def test_the_source_of_the_digits_is_told_beside_the_licences_and_in_the_documents(
    site: Path,
) -> None:
    notice = (site / "licences/THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert SOURCE in " ".join(notice.split())
    assert SOURCE in (ROOT / "docs/model.md").read_text(encoding="utf-8")


def test_the_same_sources_make_the_same_bytes(
    repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    twin = tmp_path / "elsewhere" / "twin"
    shutil.copytree(repository, twin)
    for path in twin.rglob("*"):
        os.utime(path, (1, 1_000_000_000))
    assert assemble(repository, runtime, repository / "web") == assemble(
        twin, runtime, twin / "web"
    )


def test_an_archive_does_not_depend_on_the_order_of_its_members() -> None:
    members = {"b/c.py": b"2", "a.py": b"1"}
    assert archive(members) == archive(dict(reversed(members.items())))
    with zipfile.ZipFile(io.BytesIO(archive(members))) as found:
        assert {info.date_time[0] for info in found.infolist()} == {1980}


def test_a_second_build_touches_nothing(site: Path, repository: Path, runtime: Runtime) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    changes = build(repository, runtime, site)
    assert (changes.written, changes.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_only_what_changed_is_written(site: Path, repository: Path, runtime: Runtime) -> None:
    (repository / "web/robots.txt").write_text("User-agent: b")
    (repository / "web/python/kit/scale.py").write_text("")
    assert build(repository, runtime, site).written == (
        "robots.txt",
        "python/app.zip",
        "offline-files.js",
    )
    assert (site / "robots.txt").read_text() == "User-agent: b"
    assert "robots.txt" in json.loads((site / "build.json").read_text())["files"]


@pytest.mark.parametrize("name", ["module.mjs", "notes.md", "café.png", "two words.css"])
def test_a_name_that_file_servers_do_not_know_is_refused(
    name: str, repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    (repository / "web/css" / name).write_text("")
    with pytest.raises(GlassboxError, match=f"css/{name} cannot be part of the site"):
        build(repository, runtime, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_two_sources_for_one_file_are_a_mistake(
    repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    (repository / "web/neuron.html").write_text("")
    with pytest.raises(GlassboxError, match=r"same file of the site: neuron\.html"):
        build(repository, runtime, tmp_path / "dist")


def test_a_site_is_not_built_into_its_own_sources(repository: Path, runtime: Runtime) -> None:
    with pytest.raises(GlassboxError, match="which the site is made from"):
        build(repository, runtime, repository / "web" / "new")


def test_a_missing_source_is_named(repository: Path, runtime: Runtime, tmp_path: Path) -> None:
    (repository / "web/content/course.json").unlink()
    with pytest.raises(GlassboxError, match=r"while building the site: .*course\.json"):
        build(repository, runtime, tmp_path / "dist")


def test_a_page_without_a_programme_is_a_mistake(
    repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    (repository / "web/python/main.py").unlink()
    with pytest.raises(GlassboxError, match=r"main\.py is missing"):
        build(repository, runtime, tmp_path / "dist")


def test_modules_of_the_stage_are_shipped_without_their_comments(
    repository: Path, runtime: Runtime
) -> None:
    stage = repository / "web" / "stage" / "stage.js"
    stage.write_text("/** @type {number} */\nexport const a = 1; // one\n")
    files = assemble(repository, runtime, repository / "web")
    assert files["stage/stage.js"] == b"\nexport const a = 1;\n"


def test_a_style_sheet_of_parts_becomes_one_file(
    repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    css = repository / "web" / "css"
    (css / "whole.css").write_text(
        '/* whole */\n@import "./parts/a.css";\n@import "./parts/b.css";\n'
    )
    (css / "parts").mkdir()
    (css / "parts" / "a.css").write_text("p {}\n")
    (css / "parts" / "b.css").write_text("a {}\n")
    files = assemble(repository, runtime, repository / "web")
    assert files["css/whole.css"] == b"/* whole */\n\np {}\n\na {}\n"
    assert [name for name in files if name.startswith("css/parts")] == []


def test_pictures_for_sharing_need_an_address(repository: Path, runtime: Runtime) -> None:
    layout = repository / "web/content/layouts/layout.html"
    layout.write_text(f"<head>{layout.read_text().strip()}</head>\n")
    folder = repository / "web/sharing"
    folder.mkdir()
    for slug in ("index", "layers", "neuron"):
        (folder / f"{slug}.png").write_bytes(b"picture")
    silent = assemble(repository, runtime, repository / "web")
    told = assemble(repository, runtime, repository / "web", address="https://example.org/a/")
    assert set(told) - set(silent) == {
        *(f"sharing/{slug}.png" for slug in ("index", "layers", "neuron")),
        "sitemap.xml",
    }
    assert set(silent) <= set(told)
    for path, content in silent.items():
        assert b"https://example.org" not in content, path


def test_a_part_of_a_style_sheet_that_is_missing_is_named(
    repository: Path, runtime: Runtime
) -> None:
    (repository / "web" / "css" / "tokens.css").write_text('@import "./parts/a.css";\n')
    with pytest.raises(GlassboxError, match=r"imports parts/a\.css, which is not there"):
        assemble(repository, runtime, repository / "web")
