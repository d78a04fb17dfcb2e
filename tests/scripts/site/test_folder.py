from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.site import folder
from scripts.site.folder import write_folder

FILES = {"index.html": b"home", "css/a.css": b"a", "css/deep/b.css": b"b"}


def names(target: Path) -> list[str]:
    return sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())


@pytest.mark.parametrize("exists", [True, False])
def test_a_new_or_empty_folder_is_filled(exists: bool, tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    if exists:
        target.mkdir(parents=True)
    assert write_folder(FILES, target).written == tuple(FILES)
    assert names(target) == ["build.json", "css/a.css", "css/deep/b.css", "index.html"]
    assert list(target.parent.iterdir()) == [target]


def test_stale_files_and_their_empty_folders_are_removed(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    write_folder(FILES, target)
    changes = write_folder({"index.html": b"home", "css/a.css": b"new"}, target)
    assert changes == folder.Changes(("css/a.css",), ("css/deep/b.css",))
    assert not (target / "css/deep").exists()
    assert sorted(json.loads((target / "build.json").read_text())["files"]) == [
        "css/a.css",
        "index.html",
    ]


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    write_folder(FILES, target)
    (target / "css/deep/mine.txt").write_text("mine")
    write_folder({"index.html": b"home"}, target)
    assert names(target) == ["build.json", "css/deep/mine.txt", "index.html"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("thesis.txt", "years of work"),
        ("build.json", '{"files": {}}'),
        ("build.json", '{"made_by": "somebody", "files": {}}'),
        ("build.json", "not JSON"),
        ("build.json", "[]"),
    ],
)
def test_a_folder_that_is_not_a_build_of_ours_is_left_alone(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(GlassboxError, match="holds something that is not a build of Glassbox"):
        write_folder(FILES, tmp_path)
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text() == text


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("mine")
    with pytest.raises(GlassboxError, match="is a file; name a folder"):
        write_folder(FILES, tmp_path / "dist")


def test_a_list_with_paths_outside_removes_nothing_there(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    write_folder(FILES, target)
    (tmp_path / "mine.txt").write_text("mine")
    content = json.loads((target / "build.json").read_text())
    content["files"] |= {"../mine.txt": "", str(tmp_path / "mine.txt"): ""}
    (target / "build.json").write_text(json.dumps(content))
    write_folder(FILES, target)
    assert (tmp_path / "mine.txt").exists()


def fill_disk_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the write of this file fail after its first byte."""
    write = Path.write_bytes

    def failing(path: Path, content: bytes) -> int:
        if name in path.name:
            write(path, content[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", failing)


def test_a_disk_that_gets_full_leaves_no_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_disk_at("b.css", monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        write_folder(FILES, tmp_path / "dist")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled_even_if_its_parent_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "html"
    target.mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Path, "rmdir", refuse)
    write_folder(FILES, target)
    assert names(target) == ["build.json", "css/a.css", "css/deep/b.css", "index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_disk_that_gets_full_leaves_an_empty_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "html"
    target.mkdir()
    fill_disk_at("b.css", monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        write_folder(FILES, target)
    assert list(target.iterdir()) == []


def test_a_disk_that_gets_full_leaves_the_old_file_whole_and_the_next_build_tidies_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dist"
    write_folder(FILES, target)
    with monkeypatch.context() as patch:
        fill_disk_at("b.css", patch)
        with pytest.raises(OSError, match="No space left"):
            write_folder({"new.html": b"n", "css/deep/b.css": b"new b"}, target)
    assert names(target) == ["build.json", "css/deep/b.css", "new.html"]
    assert (target / "css/deep/b.css").read_bytes() == b"b"
    write_folder({"index.html": b"home"}, target)
    assert names(target) == ["build.json", "index.html"]
