"""What the user is told when something cannot be done: one sentence, with the way out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class GlassboxError(Exception):
    """A failure in words for the user; the command prints it and ends with exit code 1."""


def is_full(error: OSError) -> bool:
    """Tell whether the error means that the disk (or the user's share of it) is full."""
    return error.errno in _FULL


@contextmanager
def explained(doing: str, way_out: str) -> Iterator[None]:
    """Turn an `OSError` of the block into a `GlassboxError` that names what was being done.

    Args:
        doing: What the program was doing, as in "building the site".
        way_out: A sentence: what the user can do about it.
    """
    try:
        yield
    except OSError as error:
        raise GlassboxError(_sentence(error, doing, way_out)) from error


def _sentence(error: OSError, doing: str, way_out: str) -> str:
    if is_full(error):
        return (
            f"The disk is full while {doing}. Free some 200 MB and start again; "
            "nothing half-written was kept."
        )
    where = f" ({error.filename})" if error.filename else ""
    return f"Something went wrong while {doing}: {error.strerror or error}{where}. {way_out}"
