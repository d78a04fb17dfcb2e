"""Where the runtime's files come from: public CDNs, the npm client, the pip client.

A source delivers what it can and notes in words what it could not. It checks no hash: the caller
does, for every file, whatever the source.
"""

from __future__ import annotations

import shutil
import tarfile
import tempfile
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from scripts.runtime.clients import ClientError, Watch, npm_pack, pip_download
from scripts.runtime.download import DeliveryError, UnreachableError, download
from scripts.runtime.lock import Client, LockedFile, Package
from scripts.runtime.progress import Progress


@dataclass(frozen=True)
class Delivery:
    """A file that arrived: which one it should be, where it lies, who sent it."""

    file: LockedFile
    path: Path
    sender: str


class Source(Protocol):
    """One way to get files."""

    failures: list[str]

    def deliver(
        self, package: Package, wanted: Sequence[LockedFile], folder: Path
    ) -> Iterator[Delivery]:
        """Put files of the package into the folder, one after the other, as far as possible."""


@dataclass
class WebSource:
    """Public CDNs. A host that cannot be reached is not asked a second time."""

    progress: Progress
    failures: list[str] = field(default_factory=list)
    _unreachable: set[str] = field(default_factory=set)

    def deliver(
        self, package: Package, wanted: Sequence[LockedFile], folder: Path
    ) -> Iterator[Delivery]:
        """Download the files one by one, each from the first host that has it."""
        said = ""
        for file in wanted:
            for base in package.urls:
                host = urllib.parse.urlsplit(base).netloc
                if host in self._unreachable:
                    continue
                if host != said:
                    said = host
                    self.progress.begin(f"{package.title} from {host}")
                path = folder / file.sha256
                if self._download(base + file.path, host, path):
                    yield Delivery(file, path, host)
                    break

    def _download(self, url: str, host: str, path: Path) -> bool:
        done = self.progress.done
        try:
            download(url, path, self.progress.advance)
        except UnreachableError as error:
            self._unreachable.add(host)
            self.failures.append(f"{host}: {error}")
        except DeliveryError as error:
            self.failures.append(f"{url}: {error}")
        else:
            return True
        self.progress.advance(done - self.progress.done)
        return False


@dataclass
class ClientSource:
    """A package manager: fetches one archive and takes our files out of it."""

    progress: Progress
    name: str
    choose: Callable[[Package], Client | None]
    fetch: Callable[[str, Path, Watch], Path]
    unpack: Callable[[Path, Sequence[tuple[str, Path]]], None]
    failures: list[str] = field(default_factory=list)

    def deliver(
        self, package: Package, wanted: Sequence[LockedFile], folder: Path
    ) -> Iterator[Delivery]:
        """Fetch the archive with the client, and all wanted files out of it."""
        client = self.choose(package)
        if client is None:
            return
        pairs = [(file, folder / file.sha256) for file in wanted]
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=self.name) as desk:
                archive = self._fetch(package, client, wanted, Path(desk))
                self.unpack(archive, [(client.folder + file.path, path) for file, path in pairs])
        except (ClientError, KeyError, tarfile.TarError, zipfile.BadZipFile) as error:
            self.failures.append(f"{self.name} {client.spec}{_carrier(client)}: {error}")
            return
        for file, path in pairs:
            yield Delivery(file, path, f"{self.name} {client.spec}")

    def _fetch(
        self, package: Package, client: Client, wanted: Sequence[LockedFile], desk: Path
    ) -> Path:
        """Run the client; the plan counts what it downloads instead of what we take from it."""
        progress = self.progress
        start, planned = progress.done, sum(file.size for file in wanted)
        progress.plan(client.size - planned)
        progress.begin(f"{package.title} with {self.name}{_carrier(client)}")

        def watch(arrived: int) -> None:
            progress.advance(start + min(arrived, client.size) - progress.done)

        try:
            archive = self.fetch(client.spec, desk, watch)
        except BaseException:
            progress.plan(planned - client.size)
            progress.advance(start - progress.done)
            raise
        watch(client.size)
        return archive


def _carrier(client: Client) -> str:
    """Say so when our file comes inside a package of somebody else: nobody should be surprised."""
    if client.folder == "package/":  # npm's own archives hold a package's files there
        return ""
    name, size = client.spec.partition("==")[0], round(client.size / 1e6)
    return f" (a copy inside the package {name}, {size} MB, of which one file is kept)"


def npm_source(progress: Progress) -> ClientSource:
    """Get npm packages through the `npm` client."""
    return ClientSource(progress, "npm", lambda package: package.npm, npm_pack, _from_tar)


def pip_source(progress: Progress) -> ClientSource:
    """Get files out of a wheel through the `pip` client."""
    return ClientSource(progress, "pip", lambda package: package.pip, pip_download, _from_zip)


def _from_tar(archive: Path, members: Sequence[tuple[str, Path]]) -> None:
    with tarfile.open(archive) as tar:
        for name, path in members:
            content = tar.extractfile(name)
            if content is None:
                raise KeyError(f"{name} is not a file")
            _copy(content, path)


def _from_zip(archive: Path, members: Sequence[tuple[str, Path]]) -> None:
    with zipfile.ZipFile(archive) as wheel:
        for name, path in members:
            with wheel.open(name) as content:
                _copy(content, path)


def _copy(content: IO[bytes], path: Path) -> None:
    with path.open("wb") as output:
        shutil.copyfileobj(content, output)
