"""How far long work is, told to whoever waits for it; what makes files tells it, and knows no terminal."""

from __future__ import annotations


class Progress:
    """Steps of long work, one after the other. This one tells nobody; `cli.progress` has those that do."""

    def step(self, name: str, total: float = 0) -> None:
        """Begin a step, which ends the one before it.

        Args:
            name: what is done, with how much of it, such as `typeset 85 files`.
            total: the sum of all that `advance` will tell; 0 if that is not known.
        """

    def advance(self, amount: float = 1) -> None:
        """Say that so much more of the step is done."""

    def done(self) -> None:
        """End the last step, before anything is told of the result."""


SILENT = Progress()
