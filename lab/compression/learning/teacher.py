"""What the student is to say: all that the teacher says about each anchor, in the student's classes."""

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
    """Classes that the teacher does not know are taught by the student as it was, so that they stay as they are."""

    def __init__(self, network: Network, student: Network, classes: Classes):
        """student: as it was before; not changed, and only asked where there are classes that the teacher lacks."""
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
        """pictures: N×3×H×W of 0 to 1; precision: in which the networks compute, 32 bits unless given."""
        with precision or nullcontext():
            said: Outputs = self.network(pictures)
            before = self.student(pictures) if self.student is not None else None
        logits = said.classes.float()[:, self.index]
        if before is not None:
            logits[:, self.untaught] = before.classes.float()[:, self.untaught]
        return Taught(logits, said.boxes.float())
