"""How the landscapes of two variables are drawn: heights of contours, and short names."""

from __future__ import annotations

LEVELS: dict[str, tuple[float, ...]] = {
    "bowl": (0.25, 1, 2, 4, 6, 8, 10, 12, 14),
    "valley": (0.5, 2, 5, 10, 20, 40, 70, 110, 160),
    "two-minima": (-0.25, -0.1, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 4, 6),
    "saddle": (-0.24, -0.2, -0.15, -0.1, -0.05, 0, 0.1, 0.3, 0.6, 1, 1.5, 2, 3),
    "plateau": (0.1, 0.25, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97),
    "rosenbrock": (1, 3, 10, 30, 100, 200, 400, 800, 1500),
}
"""Round numbers, closer together where the ground is gentle and the ball is slow."""

SHORT: dict[str, str] = {name: name.replace("-", "_") for name in LEVELS}
"""The landscapes' names as parts of the names of controls."""
