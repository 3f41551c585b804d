"""Timing two things in turn and giving their ratio: medians of paired runs. Knows no subject."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

RUNS = 5


@dataclass(frozen=True)
class Figure:
    """One line of the report; seconds are medians. The goal is ours ≤ factor × floor + extra."""

    name: str
    ours: float
    floor: float
    factor: float
    extra: float = 0.0
    megabytes: bool = False
    """Both are memory, in bytes, not time."""

    @property
    def ratio(self) -> float:
        """Ours, less the allowed extra, in units of the floor."""
        return max(self.ours - self.extra, 0.0) / self.floor if self.floor else 0.0

    @property
    def met(self) -> bool:
        return self.ours <= self.factor * self.floor + self.extra

    def line(self) -> str:
        """For the terminal."""
        extra = f" + {self.extra * 1000:.0f} ms" if self.extra else ""
        plain = self.ours / self.floor if self.floor else 0.0
        verdict = "met" if self.met else "MISSED"
        unit, scale = ("MB", 1e-6) if self.megabytes else ("ms", 1000)
        return (
            f"{self.name:<44} ours {self.ours * scale:9.1f} {unit}  floor {self.floor * scale:9.1f} {unit}"
            f"  ratio {plain:5.2f}  goal {self.factor}x{extra:<9} {verdict}"
        )


def once(act: Callable[[], object]) -> float:
    """Seconds of one run, the garbage of others swept before."""
    gc.collect()
    start = perf_counter()
    act()
    return perf_counter() - start


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    factor: float,
    extra: float = 0.0,
    runs: int = RUNS,
) -> Figure:
    """Run both in turn after one warm-up each."""
    once(ours)
    once(floor)
    pairs = [(once(ours), once(floor)) for _ in range(runs)]
    return Figure(name, median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), factor, extra)
