"""Fetch the pinned runtime into a cache and verify every file of it.

The cache holds each file under its sha256. A file enters it in one step, after its hash was
checked; at every start all of them are hashed again (17 MB, a few hundredths of a second), so
what is served is always what the lock file names.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from scripts.errors import GlassboxError, explained
from scripts.runtime.lock import LockedFile, Package, read_lock
from scripts.runtime.progress import Progress
from scripts.runtime.sources import Delivery, Source, WebSource, npm_source, pip_source


@dataclass(frozen=True)
class Runtime:
    """The verified files of the runtime."""

    packages: tuple[Package, ...]
    cache: Path

    def package(self, key: str) -> Package:
        """Return the package of that name in the lock file."""
        return next(package for package in self.packages if package.key == key)

    def read(self, key: str, path: str) -> bytes:
        """Return the content of one file of a package."""
        file = next(file for file in self.package(key).files if file.path == path)
        return (self.cache / file.sha256).read_bytes()


def fetch(
    lock: Path,
    cache: Path,
    stream: TextIO = sys.stderr,
    sources: Sequence[Source] | None = None,
) -> Runtime:
    """Make sure that every file of the lock is in the cache, whole and right.

    Args:
        lock: The lock file.
        cache: The folder of the cache; made if need be.
        stream: Where progress is shown.
        sources: Where to look, in this order; the CDNs, npm and pip unless told otherwise.

    Raises:
        GlassboxError: A file could not be had, or was not the pinned one, or the disk is full.
    """
    packages = read_lock(lock)
    with explained("fetching the runtime", "Set GLASSBOX_CACHE to a folder you may write."):
        missing = {package: _missing(package.files, cache) for package in packages}
        if any(missing.values()):
            progress = Progress(stream)
            if sources is None:
                sources = (WebSource(progress), npm_source(progress), pip_source(progress))
            try:
                _fill(missing, cache, sources, progress)
            finally:
                progress.close()
    return Runtime(packages, cache)


def default_cache(environ: Mapping[str, str], platform: str, home: Path) -> Path:
    """Return the conventional folder for caches on this platform."""
    if environ.get("GLASSBOX_CACHE"):
        return Path(environ["GLASSBOX_CACHE"]).expanduser().resolve()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "glassbox" / "cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "glassbox"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "glassbox"


def _missing(files: Iterable[LockedFile], cache: Path) -> list[LockedFile]:
    return [file for file in files if not _is_right(file, cache / file.sha256)]


def _is_right(file: LockedFile, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def _fill(
    missing: Mapping[Package, list[LockedFile]],
    cache: Path,
    sources: Sequence[Source],
    progress: Progress,
) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    progress.plan(sum(file.size for files in missing.values() for file in files))
    with tempfile.TemporaryDirectory(dir=cache, prefix="arriving-") as desk:
        for package, wanted in missing.items():
            for source in sources:
                if not wanted:
                    break
                for delivery in source.deliver(package, wanted, Path(desk)):
                    _accept(delivery, package, cache)
                wanted = _missing(wanted, cache)
            if wanted:
                raise GlassboxError(_no_source(package, sources))


def _accept(delivery: Delivery, package: Package, cache: Path) -> None:
    if not _is_right(delivery.file, delivery.path):
        raise GlassboxError(
            f"{delivery.file.path} of {package.title} from {delivery.sender} is not the file that "
            "runtime.lock.json names (its sha256 differs), so it was thrown away. Something on "
            "the way may have changed it: start again, or try another network."
        )
    delivery.path.replace(cache / delivery.file.sha256)


def _no_source(package: Package, sources: Sequence[Source]) -> str:
    reasons = "; ".join(dict.fromkeys(line for source in sources for line in source.failures))
    return (
        f"{package.title} could not be fetched, because no source delivered it. Connect to "
        "the internet and start again (this is needed once); npm and pip are used where they "
        f"are installed. What was tried: {reasons}."
    )
