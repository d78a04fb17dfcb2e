from __future__ import annotations

import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.runtime import make_lock
from scripts.runtime.clients import Watch
from scripts.runtime.lock import read_lock
from tests.scripts.standins import WHEEL, write_lock

PACKAGES = read_lock(make_lock.LOCK)


def test_every_file_is_pinned_by_size_and_hash() -> None:
    for package in PACKAGES:
        for file in package.files:
            assert file.size > 0
            assert re.fullmatch("[0-9a-f]{64}", file.sha256)


def test_every_package_has_a_public_host_and_a_client() -> None:
    for package in PACKAGES:
        assert all(url.startswith("https://") and url.endswith("/") for url in package.urls)
        assert package.urls
        assert package.npm or package.pip


def test_the_lock_holds_the_versions_its_generator_names() -> None:
    versions = {package.key: package.notices[0].version for package in PACKAGES}
    assert versions["pyodide"] == make_lock.PYODIDE
    assert versions["pyscript"] == make_lock.PYSCRIPT
    for key, (_, version) in make_lock.FONTS.items():
        assert versions[key] == version


@pytest.fixture
def packed(
    contents: dict[str, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, dict[str, bytes]]:
    """Let the generator find these contents in the packages."""
    contents["pyodide"]["pyodide-lock.json"] = (
        contents["pyodide"]["pyodide-lock.json"]
        .replace(b'"abi_version"', b'"python": "3.14.0", "abi_version"')
        .replace(b'"sha256"', b'"version": "2.4.3", "sha256"')
    )

    def npm(spec: str, folder: Path, watch: Watch) -> Path:
        names = {"pyodide": "pyodide", "core": "pyscript"}
        key = names.get(spec.rpartition("/")[2].partition("@")[0], "a-font")
        with tarfile.open(folder / "a.tgz", "w:gz") as tar:
            for path, body in contents[key].items():
                info = tarfile.TarInfo(f"package/{path}")
                info.size = len(body)
                tar.addfile(info, io.BytesIO(body))
        return folder / "a.tgz"

    def pip(spec: str, folder: Path, watch: Watch) -> Path:
        with zipfile.ZipFile(folder / "a.whl", "w") as wheel:
            wheel.writestr(make_lock.WHEEL_FOLDER + WHEEL, contents["numpy"][WHEEL])
        return folder / "a.whl"

    monkeypatch.setattr(make_lock, "npm_pack", npm)
    monkeypatch.setattr(make_lock, "pip_download", pip)
    monkeypatch.setattr(make_lock, "PYSCRIPT_FILES", ["LICENSE", "dist/*.js"])
    return contents


def test_the_generator_describes_what_the_packages_contain(
    packed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    packed["pyscript"]["dist/core-1.js"] = b"export {}"
    entries = make_lock.make_lock(tmp_path)["packages"]
    numpy, pyodide, pyscript, *fonts = read_lock(write_lock(tmp_path / "lock.json", entries))
    assert numpy.title == "NumPy 2.4.3"
    assert [file.path for file in numpy.files] == [WHEEL]
    assert [file.path for file in pyodide.files] == make_lock.PYODIDE_FILES
    assert [file.path for file in pyscript.files] == ["LICENSE", "dist/core-1.js", "dist/core.js"]
    assert pyscript.files[1].size == len(b"export {}")
    assert [font.key for font in fonts] == list(make_lock.FONTS)
    for font in fonts:
        assert [file.path for file in font.files] == list(packed["a-font"])
        assert font.npm
        assert font.npm.spec == f"@fontsource-variable/{font.key}@{font.notices[0].version}"


def test_the_generator_notices_an_import_that_would_be_missing(
    packed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    with pytest.raises(GlassboxError, match=r"dist/core\.js imports core-1\.js, which the lock"):
        make_lock.make_lock(tmp_path)


def test_the_generator_takes_no_other_wheel_than_pyodides(
    packed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    packed["pyscript"]["dist/core-1.js"] = b"export {}"
    packed["numpy"][WHEEL] += b"x"
    with pytest.raises(GlassboxError, match="is not the one Pyodide"):
        make_lock.make_lock(tmp_path)


def test_the_generator_notices_a_file_that_is_gone(
    packed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    del packed["pyodide"]["pyodide.asm.wasm"]
    with pytest.raises(GlassboxError, match=r"holds no pyodide\.asm\.wasm"):
        make_lock.make_lock(tmp_path)
