"""A command → how long its whole process takes, and how much memory it holds with all its children."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

EVERY = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What was measured.

    Attributes:
        seconds: of each run, in order.
        megabytes: at most, all its processes together (resident), where it was looked at; else 0.
    """

    seconds: tuple[float, ...]
    megabytes: float = 0.0

    @property
    def middle(self) -> float:
        """The median of the seconds."""
        return median(self.seconds)


def times(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Ran]:
    """Return the seconds of *runs* runs of every command, by name; they take turns, so that a busy machine slows all.

    Where there are several, one run of each before them is not counted.

    Raises:
        subprocess.CalledProcessError: a command failed.
    """
    found: dict[str, list[float]] = {name: [] for name in commands}
    warm = 1 if runs > 1 else 0
    for turn in range(runs + warm):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_as_installed()
            )
            if turn >= warm:
                found[name].append(time.perf_counter() - start)
    return {name: Ran(tuple(seconds)) for name, seconds in found.items()}


def memory(command: Sequence[str]) -> float:
    """Return how many megabytes all processes of *command* held together, at most.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    most = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_as_installed()
    ) as process:
        first = psutil.Process(process.pid)
        while process.poll() is None:
            most = max(most, sum(_resident(one) for one in _family(first)))
            time.sleep(EVERY)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return most / 2**20


def _as_installed() -> dict[str, str]:
    """Return the environment, but let Python keep its bytecode: what is installed is not compiled at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _family(first: psutil.Process) -> list[psutil.Process]:
    try:
        return [first, *first.children(recursive=True)]
    except psutil.Error:  # it has just ended
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
