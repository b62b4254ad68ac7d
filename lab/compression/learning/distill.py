"""Trains the student on the teacher's outputs, which labels correct where there are any, for a given time.

The network has no batch norms (they are folded into the convolutions of the export), so steps are small: AdamW at a
learning rate that rises briefly and then falls as a cosine over the available time. The weights are averaged over the
last steps. Now and then the average is compared with the teacher, on frames that are not trained on. If it has not
improved for a third of the time, the rate falls to zero within the next seventh, and training ends.

The result is the final average, not the best one of these comparisons. The watched frames are few and from a short
period, so their distance varies with what they happen to show, and its min tends to occur early, by chance, while the
rate is still high. Weights after the rate has fallen were better on other frames, on each camera. The best average is
used only if the final one is further from the teacher than the initial weights.

A checkpoint has the whole state, and the order of the pictures depends only on the step number, so a killed run resumes
where it was.
"""

import copy
import math
import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor

from compression import whole_files
from compression.footage.batches import Batch, Batches, plain, tensor, values
from compression.footage.frames import REHEARSED, TRAINING, WATCHED, Frame
from compression.learning.loss import loss
from compression.learning.pace import Pace, fastest
from compression.learning.targets import Taught
from compression.learning.teacher import Teacher
from compression.models.classes import Classes
from compression.models.network import Network

BATCH = {"cpu": 8, "cuda": 32}
RATE = 6e-4  # peak; after 80 steps, 2e-4 was much further from the teacher, and 1.5e-3 no closer
DECAY = 0.01
WARM_UP = 50  # steps
AVERAGED = 200  # steps that weights are averaged over
GRADIENT = 10.0  # max norm
LOOKS = 24  # max comparisons with the teacher on watched frames, over the whole time
LOOKING = 0.1  # max share of the time that they take
PATIENCE = 1 / 3  # of the time, without improvement
COOLING = 1 / 7  # of the time, over which the rate falls to zero
MOST_WATCHED = 48  # frames
TELL = 10  # seconds
SAVE = 60

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Look:
    """One point of the learning curve."""

    minutes: float
    loss: float | None  # of the steps since the previous look; None for the first
    watched: float


@dataclass(frozen=True)
class School:
    """What all trainings of a run share. The files of the frames are below the folder."""

    teacher: Teacher
    classes: Classes
    training: list[Frame]
    watched: list[Frame]
    rehearsed: list[Frame]
    folder: Path
    device: torch.device
    labels: Mapping[str, np.ndarray] = field(default_factory=dict)  # by file, as in `truth.of_inputs`

    @staticmethod
    def of(
        teacher: Network,
        student: Network,
        classes: Classes,
        frames: list[Frame],
        folder: Path,
        labels: Mapping[str, np.ndarray] = MappingProxyType({}),
    ) -> "School":
        """student: the original, which teaches rehearsed pictures and the classes that the teacher lacks; must not be
        changed."""
        return School(
            Teacher(teacher, student, classes).to(device()),
            classes,
            *([frame for frame in frames if frame.part == part] for part in (TRAINING, WATCHED, REHEARSED)),
            folder,
            device(),
            labels,
        )


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def rate(progress: float, step: int, cooled_from: float | None = None) -> float:
    """Share of the peak rate: a cosine after a short rise; falls to zero soon after cooled_from, if given."""
    left = 1.0 if cooled_from is None else max(0.0, 1 - (progress - cooled_from) / COOLING)
    return left * min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


def _one_ahead(items: Iterator[T], thread: Executor, work: Callable[[T], R]) -> Iterator[R]:
    """The results of the work on each item, in order. It works on the next item while the last result is used."""
    waiting = thread.submit(work, next(items))
    for item in items:
        done, waiting = waiting, thread.submit(work, item)
        yield done.result()


def _groups(network: Network, backbone: float) -> list[dict[str, Any]]:
    """The parameters by their share of the learning rate."""
    if backbone == 1:
        return [{"params": list(network.parameters()), "share": 1.0}]
    slow = network.backbone()
    for parameter in slow:
        parameter.requires_grad_(backbone > 0)
    known = {id(parameter) for parameter in slow}
    rest = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [{"params": rest, "share": 1.0}] + ([{"params": slow, "share": backbone}] if backbone > 0 else [])


class Training:
    """The training of one network, resumed from its checkpoint if there is one."""

    def __init__(
        self,
        name: str,
        network: Network,
        school: School,
        checkpoint: Path,
        minutes: float,
        highest: float = RATE,
        exact: bool = False,
        backbone: float = 1.0,
    ):
        """name: for progress lines; minutes: of training, over all resumes; exact: 32 bits, even if 16 are faster;
        backbone: the learning rate of the backbone, relative to that of the other layers; 0 freezes it."""
        self.name = name
        self.school = school
        self.checkpoint = checkpoint
        self.minutes = minutes
        self.highest = highest
        self.exact = exact
        self.network = network.to(school.device, memory_format=torch.channels_last)
        self.mean = copy.deepcopy(self.network)
        self.optimizer = torch.optim.AdamW(_groups(self.network, backbone), highest, weight_decay=DECAY)
        self.counted = school.classes.counted
        self.pace = Pace(torch.get_num_threads(), False)
        self.spent, self.step = 0.0, 0
        self.curve: list[Look] = []
        self.best: dict[str, Tensor] = {}
        self.least = math.inf
        self.best_at = 0.0  # share of the time
        self.cooled_from: float | None = None  # likewise
        self.over = False
        if checkpoint.exists():
            self._resume()

    def run(self, told: Callable[[str], None]) -> Network:
        """Trains until the time is over or nothing improves. Returns the trained network, on the CPU."""
        if not self.over:
            self._learn(told)
        if self.curve[-1].watched > self.curve[0].watched:
            self.mean.load_state_dict(self.best)
        return self.mean.cpu().eval()

    def _learn(self, told: Callable[[str], None]) -> None:
        school = self.school
        threads = max(1, (os.cpu_count() or 1) // 2)
        size = BATCH[school.device.type]
        batches = Batches(school.training, school.folder, size, threads, school.rehearsed, school.labels)
        self.pace = self._fastest(batches)
        watched = self._watched()
        if not self.curve:
            self._look(watched, None)
        next_look = self._progress() + 1 / LOOKS
        sums, summed = torch.zeros((), device=school.device), 0
        last = told_at = saved = time.monotonic()
        self.network.train()
        stream = batches.draw(self.step)
        # The teacher works one batch ahead, on another core if there is one.
        ahead = ThreadPoolExecutor(1, initializer=self.pace.set)
        try:
            for pictures, taught in _one_ahead(stream, ahead, self._taught):
                sums += self._step(pictures, taught)
                summed += 1
                now = time.monotonic()
                self.spent, last = self.spent + now - last, now
                if self._progress() >= min(next_look, self._end()):
                    begun = self._progress()
                    self._look(watched, float(sums / summed))
                    sums, summed = torch.zeros_like(sums), 0
                    now = time.monotonic()
                    self.spent, last = self.spent + now - last, now
                    next_look = begun + max(1 / LOOKS, (self._progress() - begun) / LOOKING)
                    self.over = begun >= self._end()
                    if self.cooled_from is None and begun - self.best_at > PATIENCE:
                        self.cooled_from = self._progress()
                if now - told_at > TELL or self.over:
                    told(self._told())
                    told_at = now
                if now - saved > SAVE or self.over:
                    self._save()
                    saved = last = time.monotonic()
                if self.over:
                    return
        finally:
            ahead.shutdown(cancel_futures=True)
            stream.close()

    def _step(self, pictures: Tensor, taught: Taught) -> Tensor:
        for group in self.optimizer.param_groups:
            group["lr"] = group["share"] * self.highest * rate(self._progress(), self.step, self.cooled_from)
        whole = self._distance(pictures, taught, self._precision())
        self.optimizer.zero_grad()
        whole.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), GRADIENT)
        self.optimizer.step()
        keep = min(1 - 1 / AVERAGED, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.mean.parameters()), list(self.network.parameters()), 1 - keep)
        self.step += 1
        return whole.detach()

    def _progress(self) -> float:
        return self.spent / (60 * self.minutes)

    def _end(self) -> float:
        """The share of the time at which training ends."""
        return 1.0 if self.cooled_from is None else min(1.0, self.cooled_from + COOLING)

    def _precision(self) -> AbstractContextManager:
        return self.pace.precision(self.school.device)

    def _fastest(self, batches: Batches) -> Pace:
        """The fastest pace, tried on the first batch; nothing is learned from it."""
        frames = [self.school.training[index] for index in batches.round(0)[0]]
        pictures = values(tensor([plain(frame, self.school.folder) for frame in frames]), self.school.device)

        def step(pace: Pace) -> None:
            precision = pace.precision(self.school.device)
            self._distance(pictures, self.school.teacher.teach(pictures, precision), precision).backward()
            torch.stack(
                [parameter.grad.sum() for parameter in self.network.parameters() if parameter.grad is not None]
            ).tolist()
            self.optimizer.zero_grad()

        return fastest(step, self.exact)

    def _taught(self, batch: Batch) -> tuple[Tensor, Taught]:
        numbers = values(batch.pictures, self.school.device)
        teacher = self.school.teacher
        if batch.rehearsed:
            return numbers, teacher.rehearse(numbers, self._precision())
        return numbers, teacher.teach(numbers, self._precision(), batch.labels)

    def _distance(self, pictures: Tensor, taught: Taught, precision: AbstractContextManager) -> Tensor:
        with precision:
            said = self.network(pictures)
        return loss(said, taught, self.counted, pictures.shape[2]).whole

    @torch.no_grad()
    def _watched(self) -> list[tuple[Tensor, Taught]]:
        """Pictures and the teacher's outputs for them, which do not change; kept in 16 bits, 1.5 MB per picture."""
        count = min(MOST_WATCHED, len(self.school.watched))
        kept = []
        for i in range(count):
            frame = self.school.watched[i * len(self.school.watched) // count]
            pictures = tensor([plain(frame, self.school.folder)])
            labels = [self.school.labels.get(frame.file)]
            taught = self.school.teacher.teach(values(pictures, self.school.device), labels=labels)
            kept.append((pictures, Taught(*(part.half() for part in taught))))
        return kept

    def _look(self, watched: list[tuple[Tensor, Taught]], learned: float | None) -> None:
        """Compares the averaged weights with the teacher, and keeps a copy if they are the best so far."""
        distance = self._far(watched)
        self.curve.append(Look(self.spent / 60, learned, distance))
        if distance < self.least:
            self.least, self.best_at = distance, self._progress()
            self.best = {key: value.detach().cpu().clone() for key, value in self.mean.state_dict().items()}

    @torch.no_grad()
    def _far(self, watched: list[tuple[Tensor, Taught]]) -> float:
        """Mean distance of the averaged weights from the teacher."""
        whole = 0.0
        for pictures, taught in watched:
            numbers = values(pictures, self.school.device)
            with self._precision():
                said = self.mean(numbers)
            whole += loss(said, Taught(*(part.float() for part in taught)), self.counted, numbers.shape[2]).whole.item()
        return whole / len(watched)

    def _told(self) -> str:
        look = self.curve[-1]
        left = "done" if self.over else f"{max(0.0, self.minutes - self.spent / 60):.0f} min left"
        return (
            f"{self.name}: {min(1.0, self._progress()):.0%}, {left}, step {self.step},"
            f" distance to the teacher {self.curve[0].watched:.3f} → {look.watched:.3f}"
        )

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "best": self.best,
            "optimizer": self.optimizer.state_dict(),
            "spent": self.spent,
            "step": self.step,
            "curve": [vars(look) for look in self.curve],
            "least": self.least,
            "best_at": self.best_at,
            "cooled_from": self.cooled_from,
            "over": self.over,
        }
        whole_files.write_state(self.checkpoint, state)

    def _resume(self) -> None:
        state = whole_files.read_state(self.checkpoint)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.best = state["best"]
        self.spent, self.step = state["spent"], state["step"]
        self.curve = [Look(**look) for look in state["curve"]]
        self.least, self.best_at, self.over = state["least"], state["best_at"], state["over"]
        self.cooled_from = state["cooled_from"]
