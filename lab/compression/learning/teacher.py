"""The student's targets: the teacher's outputs at each anchor, in the student's classes."""

from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

import torch
from torch import Tensor

from compression.models.classes import Classes
from compression.models.network import Network, Outputs


class Taught(NamedTuple):
    classes: Tensor  # N×classes×A logits, before the sigmoid
    boxes: Tensor  # N×64×A logits of the box distributions, before the softmax


class Teacher:
    """The original student teaches the classes that the teacher does not know, so that they do not change."""

    def __init__(self, network: Network, student: Network, classes: Classes):
        """student: the original; not changed, and used only if the teacher lacks classes."""
        self.network = network
        self.student = student if classes.untaught else None
        self.index = torch.tensor([0 if taught is None else taught for taught in classes.taught])
        self.untaught = torch.tensor(classes.untaught)

    def to(self, device: torch.device) -> "Teacher":
        self.network.to(device, memory_format=torch.channels_last)
        if self.student is not None:
            self.student.to(device, memory_format=torch.channels_last)
        self.index, self.untaught = self.index.to(device), self.untaught.to(device)
        return self

    @torch.no_grad()
    def teach(self, pictures: Tensor, precision: AbstractContextManager | None = None) -> Taught:
        """pictures: N×3×H×W of 0 to 1; precision: of the networks, 32 bits by default."""
        with precision or nullcontext():
            said: Outputs = self.network(pictures)
            before = self.student(pictures) if self.student is not None else None
        logits = said.classes.float()[:, self.index]
        if before is not None:
            logits[:, self.untaught] = before.classes.float()[:, self.untaught]
        return Taught(logits, said.boxes.float())
