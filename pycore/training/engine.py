"""Which step training takes: the one to be read, or the one that is fast."""

from typing import Literal, TypeAlias, get_args

Engine: TypeAlias = Literal["fast", "textbook"]
"""`textbook` calls `textbook_step` for each mini-batch, in NumPy, slowly and readably. `fast` makes
the same steps with fewer calls, or compiled where there is a host; they agree to rounding."""

ENGINES: tuple[Engine, ...] = get_args(Engine)
