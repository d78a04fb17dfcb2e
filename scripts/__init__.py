"""What stands behind `serve.py` and the test command: fetch the runtime, assemble, serve, test."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""
