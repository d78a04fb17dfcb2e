"""What has changed in the working tree since a revision, as git tells."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.testing.environment import SetupError


def changed_files(root: Path, revision: str) -> list[str]:
    """Return what differs from where the work left a revision: committed, not committed, and new.

    Raises:
        SetupError: git knows no such revision, or this is not a repository.
    """
    base = _git(root, "merge-base", revision, "HEAD")[0]
    listed = _git(root, "diff", "--name-only", "--no-renames", base)
    return sorted({*listed, *_git(root, "ls-files", "--others", "--exclude-standard")})


def _git(root: Path, *arguments: str) -> list[str]:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)
    except OSError as error:
        raise SetupError("changed needs git, which was not found.") from error
    if done.returncode:
        raise SetupError(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.splitlines()
