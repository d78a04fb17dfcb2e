"""The command line of `serve.py`."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from scripts import ROOT
from scripts.errors import GlassboxError, explained
from scripts.finding.address import read_address
from scripts.runtime.bytecode import Packer
from scripts.runtime.fetch import Runtime, default_cache, fetch
from scripts.runtime.node import PyodideInNode
from scripts.runtime.snapshot import SnapshotTaker
from scripts.serve.server import HOST, Server, make_server
from scripts.site.assemble import build
from scripts.site.folder import Changes, pack_folder

DIST = ROOT / "dist"

_ABOUT = """\
Glassbox, a course on neural networks that runs real Python in the browser.

Without a command: fetch what is missing (once), build dist/ and serve it until Ctrl-C.
"""
_MORE = """\
examples:
  python3 serve.py                  serve at the first free port from 8000 up
  python3 serve.py --port 9000      serve at this port
  python3 serve.py build ../site    write the static site, ready for any file host
  python3 serve.py build ../site --zip ../site.zip
                                    and pack it, for a platform that takes archives
  python3 serve.py build ../site --address https://example.org/course/
                                    for this address: pictures and descriptions where it
                                    is shared, a list of pages for search engines

What is fetched (Pyodide, PyScript, NumPy, two fonts) is kept in your cache folder; GLASSBOX_CACHE
names another.
"""


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "build":
            _refuse_serving_options(options)
            address = read_address(options.address) if options.address is not None else ""
            return _build(options.folder, options.zip, address)
        return _serve(options)
    except GlassboxError as problem:
        print(f"Glassbox: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Glassbox: stopped; nothing half-written was kept.", file=sys.stderr)
        return 130


def _refuse_serving_options(options: argparse.Namespace) -> None:
    if options.port is not None or options.open or options.host != HOST:
        raise GlassboxError(
            "build writes a folder and serves nothing; leave out --port, --host and --open."
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="serve.py",
        usage="serve.py [--port N] [--host H] [--open]\n"
        "       serve.py build DIR [--zip FILE] [--address ADDRESS]",
        description=_ABOUT,
        epilog=_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, metavar="N", help="serve at this port (0: any)")
    parser.add_argument(
        "--host",
        default=HOST,
        metavar="H",
        help="serve at this address; 0.0.0.0 lets other machines in (default: %(default)s)",
    )
    parser.add_argument("--open", action="store_true", help="open the page in your browser")
    commands = parser.add_subparsers(
        dest="command", title="commands", metavar="COMMAND", prog="serve.py"
    )
    build_parser = commands.add_parser("build", help="write the static site into a folder")
    build_parser.add_argument(
        "folder", type=Path, metavar="DIR", help="a new or an empty folder, or an earlier build"
    )
    build_parser.add_argument(
        "--zip", type=Path, metavar="FILE", help="pack the site into a zip archive as well"
    )
    build_parser.add_argument(
        "--address", metavar="ADDRESS", help="where the site will lie, if its pages may say so"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; allowed are 0 to 65535")
    return int(text)


def _runtime() -> Runtime:
    return fetch(ROOT / "runtime.lock.json", default_cache(os.environ, sys.platform, Path.home()))


def _site(folder: Path, address: str = "") -> Changes:
    runtime = _runtime()
    pyodide = PyodideInNode(runtime, _note)
    pack, take_snapshot = Packer(pyodide), SnapshotTaker(pyodide)
    return build(ROOT, runtime, folder, pack=pack, take_snapshot=take_snapshot, address=address)


def _note(sentence: str) -> None:
    print(f"Glassbox: {sentence}", file=sys.stderr, flush=True)


def _build(folder: Path, packed: Path | None, address: str) -> int:
    changes = _site(folder, address)
    print(f"The site is in {folder} ({len(changes.written)} files written).")
    if packed:
        with explained("packing the site", "Name a file that you may write."):
            pack_folder(folder, packed)
        print(f"It is packed in {packed} ({packed.stat().st_size / 1e6:.1f} MB).")
    return 0


def _serve(options: argparse.Namespace) -> int:
    # The port first: who asked for one that is taken should not wait for a download to hear it.
    with make_server(DIST, options.host, options.port) as server:
        _site(DIST)
        _serve_until_stopped(server, show=options.open)
    return 0


def _serve_until_stopped(server: Server, *, show: bool) -> None:
    try:
        print(f"Glassbox is open at {server.address}  (Ctrl-C to stop)", flush=True)
        if show:
            threading.Thread(target=webbrowser.open, args=[server.address], daemon=True).start()
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.", flush=True)
