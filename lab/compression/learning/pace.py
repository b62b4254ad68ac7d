"""The fastest way to train on this machine, in threads and in bits. Measured, because it cannot be predicted.

16 bits are several times faster if the processor has instructions for them, and slower if it does not. But when this
was written, the 16-bit kernels for gradients were 15 times slower on two threads than on one, on a processor with AMX;
and two threads that share a core gain nothing.
"""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

import torch

HOPELESS = 3  # times slower than the best pace: not tried again


class Pace(NamedTuple):
    threads: int
    half: bool

    def precision(self, device: torch.device) -> AbstractContextManager:
        return torch.autocast(device.type, torch.bfloat16) if self.half else nullcontext()

    def set(self) -> None:
        torch.set_num_threads(self.threads)


def fastest(step: Callable[[Pace], None], exact: bool) -> Pace:
    """The pace with the shortest step, which stays set.

    step: runs one training step and returns when it is done; exact: 32 bits only.
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
