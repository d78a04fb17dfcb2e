"""The archives of Python that a page downloads: what is in them, and what is compiled.

Bytecode starts at once but is larger than its source, even in an archive. So what is imported at
every start is shipped as bytecode, what may be imported later as source, and the rest not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.archive import archive

# Where Pyodide's CPython imports from.
LIBRARY = "/lib/python314.zip"
SITE_PACKAGES = "/lib/python3.14/site-packages"

# Servers and clients of network protocols, terminals, and tools for a developer's own machine: a
# browser has no sockets, processes or terminal. Encodings older than Unicode, except the few that
# archives and Western texts still use.
_NOT_OF_THE_LIBRARY = re.compile(
    r"""
      __p?hello__ | _pyrepl/ (?!__init__|utils|types|trace) | antigravity | compileall | ftplib
    | http/server | idlelib/ | imaplib | mailbox | modulefinder | multiprocessing/ | poplib | pty
    | pyclbr | site-packages/ | smtplib | socketserver | sqlite3/ | tabnanny | wave | webbrowser
    | wsgiref/ | xml/(?:dom|sax)/ | xmlrpc/ | zipapp
    | encodings/(?:
          big5 | cp(?!437|1252) | euc | gb | hp_ | hz | iso2022 | iso8859_(?!1\.|15) | johab
        | koi8 | kz1048 | mac_ | palmos | ptcp154 | shift | tis_
      )
    """,
    re.VERBOSE,
)

# What is there for compilers, type checkers and NumPy's own tests, and the wrapper of Fortran. The
# licences lie in the site's own folder. RECORD lists what is no longer so.
_NOT_OF_NUMPY = re.compile(
    r"""
      .* \. (?: pyi | pxd | pyx | h | a | c | typed | ini | build | template | rst | md )
    | .* /tests/ .*
    | numpy/(?: f2py | distutils | _pyinstaller | conftest\.py | _configtool\.py ) .*
    | numpy/_core/(?: lib | include )/ .*
    | numpy/random/_examples/ .*
    | .* \.dist-info/(?: licenses/ .* | RECORD | entry_points\.txt )
    """,
    re.VERBOSE,
)

# A browser test compares these with what a page has imported when it is ready.
_LIBRARY_AT_START = re.compile(
    r"""
      (?: __future__ | _collections_abc | _colorize | _compat_pickle | _opcode_metadata
        | _py_warnings | _sitebuiltins | _ssl | _weakrefset | abc | annotationlib | ast | base64
        | bisect | bz2 | codecs | codeop | contextlib | contextvars | copy | copyreg | csv
        | dataclasses | datetime | dis | enum | fnmatch | functools | genericpath | glob | heapq
        | hmac | inspect | io | keyword | linecache | locale | logging/__init__ | lzma | ntpath
        | numbers | opcode | operator | os | pickle | platform | posixpath | random | reprlib
        | secrets | selectors | shutil | signal | site | socket | ssl | stat | struct | subprocess
        | tarfile | tempfile | textwrap | threading | token | tokenize | traceback | types
        | typing | warnings | weakref | zipimport
        | (?: asyncio | collections | compression | compression/_common | compression/zstd
            | importlib | importlib/metadata | json | pathlib | pyodide | pyodide/ffi | _pyodide
            | re | string | sysconfig | zipfile | zipfile/_path ) / \w+
        | concurrent/(?:__init__ | futures/(?:__init__|_base)) | ctypes/(?:__init__|_endian)
        | email/__init__ | encodings/(?:__init__|aliases|ascii|cp437|latin_1|utf_8)
        | html/(?:__init__|entities)
      ) \.py
    """,
    re.VERBOSE,
)
# All of NumPy, for its parts look into each other's docstrings and must agree to have none.
_NUMPY_AT_START = re.compile(r"numpy/.*\.py")


# The part of the engine that only some lessons import: it is in no snapshot, and comes when it is.
_OF_SOME_LESSONS = re.compile(
    r"""
      pycore/ (?:
          (?: layers | models ) / .*
        | datasets/ (?: digits | sentences | sequences | strokes | words ) \.py
      )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Contents:
    """An archive in the making.

    Attributes:
        name: Its name among the others.
        folder: Where Pyodide will import its files from.
        members: Its files.
        at_start: Those that are to be compiled.
        with_sources: Whether a file that was compiled stays, for readers to see it.
    """

    name: str
    folder: str
    members: Mapping[str, bytes]
    at_start: frozenset[str]
    with_sources: bool = False


Pack = Callable[[Contents], bytes]


def as_sources(contents: Contents) -> bytes:
    """Pack an archive without compiling anything."""
    return archive(contents.members)


def library(members: Mapping[str, bytes]) -> Contents:
    """Return what a page may want of the standard library."""
    kept = {k: v for k, v in members.items() if not _NOT_OF_THE_LIBRARY.match(k)}
    return Contents("library", LIBRARY, kept, frozenset(filter(_LIBRARY_AT_START.fullmatch, kept)))


def numpy(members: Mapping[str, bytes]) -> Contents:
    """Return what a page may want of NumPy's wheel."""
    kept = {k: v for k, v in members.items() if not _NOT_OF_NUMPY.fullmatch(k)}
    at_start = frozenset(filter(_NUMPY_AT_START.fullmatch, kept))
    return Contents("numpy", SITE_PACKAGES, kept, at_start)


def app(members: Mapping[str, bytes]) -> Contents:
    """Return our own Python that every page imports."""
    return _own("app", {k: v for k, v in members.items() if not _OF_SOME_LESSONS.fullmatch(k)})


def layers(members: Mapping[str, bytes]) -> Contents:
    """Return the part of our own Python that only some lessons import."""
    return _own("layers", {k: v for k, v in members.items() if _OF_SOME_LESSONS.fullmatch(k)})


def _own(name: str, members: Mapping[str, bytes]) -> Contents:
    """Return an archive of our own files; readers are shown them, so their sources stay."""
    sources = frozenset(name for name in members if name.endswith(".py"))
    return Contents(name, SITE_PACKAGES, members, sources, with_sources=True)
