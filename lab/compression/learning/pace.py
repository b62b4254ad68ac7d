"""How this machine learns fastest: on how many threads, and with numbers of 16 bits or 32. Measured, because it cannot
be told.

Numbers of 16 bits are several times faster where the processor has instructions for them, and slower where it has not.
But the kernels for gradients in 16 bits were 15 times slower on two threads than on one when this was written, on a
processor with AMX; and two threads that share a core gain nothing.
"""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

import torch

HOPELESS = 3  # times slower than the best one, already at the first try


class Pace(NamedTuple):
    threads: int
    half: bool

    def precision(self, device: torch.device) -> AbstractContextManager:
        return torch.autocast(device.type, torch.bfloat16) if self.half else nullcontext()

    def set(self) -> None:
        torch.set_num_threads(self.threads)


def fastest(step: Callable[[Pace], None], exact: bool) -> Pace:
    """The pace of the shortest step; it is set.

    step: one step of training, done when it returns; exact: with 32 bits only.
    """
    cores = os.cpu_count() or 1
    best, least = Pace(cores, False), float("inf")
    for half in (False,) if exact else (False, True):
        for threads in sorted({1, max(1, cores // 2), cores}):
            pace = Pace(threads, half)
            pace.set()
            for _ in range(2):  # the first one prepares kernels
                begun = time.monotonic()
                step(pace)
                took = time.monotonic() - begun
                if took > HOPELESS * least:
                    break
            if took < least:
                best, least = pace, took
    best.set()
    return best
