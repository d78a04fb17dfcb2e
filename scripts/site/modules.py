"""What a module of JavaScript imports, and what it is without its comments; nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# What may look like an import and is none is matched first: comments, texts, regular expressions
# (a slash divides only after a name, a number or a closing bracket).
_TOKENS = re.compile(
    r"""
      //[^\n]* | /\*.*?\*/
    | \b(?:from|import)\s*(?P<mark>["'])(?P<name>[^"'\n]+)(?P=mark)
    | \bimport\s*\(\s*(?P<mark2>["'])(?P<later>[^"'\n]+)(?P=mark2)\s*[,)]
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | (?:(?<=[(,=:\[!&|?{};+*%<>~^-])|\breturn)
      \s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/
    | (?P<sign>[`{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"(?:\\.|[^`\\])*?(?P<end>`|\$\{|\Z)", re.DOTALL)
_IS_RELATIVE = re.compile(r"\.{1,2}/")


@dataclass(frozen=True)
class Import:
    """A module that is imported by its address; `later` tells that it is asked for by a call."""

    name: str
    later: bool


@cache
def imports(source: str) -> tuple[Import, ...]:
    """Return what a module imports by a relative address that stands in its source."""
    named = ((found["name"] or found["later"], found) for found in _tokens(source))
    return tuple(
        Import(name, later=found["name"] is None)
        for name, found in named
        if name and _IS_RELATIVE.match(name)
    )


def without_comments(source: str) -> str:
    """Return the same program without its comments; each line keeps its number.

    The types in the comments are for the checker, and a third of what a page would download.
    """
    parts, at = [], 0
    for found in _tokens(source):
        if found[0].startswith(("//", "/*")):
            parts += [
                source[at : found.start()].rstrip(" "),
                _instead(found[0], source[found.end() : found.end() + 1]),
            ]
            at = found.end()
    return "".join([*parts, source[at:]])


def _instead(comment: str, rest: str) -> str:
    """What separates the code on both sides of a comment as the comment did."""
    if comment.startswith("//") or (rest.startswith("\n") and "\n" not in comment):
        return ""
    return "\n" * comment.count("\n") or " "


def _tokens(source: str) -> Iterator[re.Match[str]]:
    """The tokens of the code, that inside of templates too, without the templates' own text."""
    at = 0
    braces: list[int] = []  # those that are open in each `${…}` around the present place
    while found := _TOKENS.search(source, at):
        yield found
        at, sign = found.end(), found["sign"]
        if sign == "{" and braces:
            braces[-1] += 1
        elif sign == "}" and braces and braces[-1]:
            braces[-1] -= 1
        elif sign == "`" or (sign == "}" and braces):
            if sign == "}":
                braces.pop()
            text = _TEMPLATE.match(source, at)
            at = text.end() if text else at
            braces += [0] if text and text["end"] == "${" else []
