"""The student's targets at each anchor, in the student's classes.

On the cameras' frames, these are the outputs of the teacher, corrected by labels where there are any. On rehearsed
pictures, they are those of the student as it was, which is what it must not forget (Li and Hoiem, "Learning without
Forgetting", 2016). The teacher's would be better ones, but a hundred pictures of everything cannot teach them; trying
to only moves the weights.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import numpy as np
import torch
from torch import Tensor

from compression.learning.labels import corrected
from compression.learning.targets import Taught
from compression.models.classes import Classes
from compression.models.network import Network, Outputs


class Teacher:
    """The original student also teaches the classes that the teacher does not know, so that they do not change."""

    def __init__(self, network: Network, student: Network, classes: Classes):
        """student: the original; not changed."""
        self.network = network
        self.student = student
        self.index = torch.tensor([0 if taught is None else taught for taught in classes.taught])
        self.untaught = torch.tensor(classes.untaught)
        self.counted = list(classes.counted)

    def to(self, device: torch.device) -> "Teacher":
        self.network.to(device, memory_format=torch.channels_last)
        self.student.to(device, memory_format=torch.channels_last)
        self.index, self.untaught = self.index.to(device), self.untaught.to(device)
        return self

    @torch.no_grad()
    def teach(
        self,
        pictures: Tensor,
        precision: AbstractContextManager | None = None,
        labels: Sequence[np.ndarray | None] = (),
    ) -> Taught:
        """pictures: N×3×H×W of 0 to 1; precision: of the networks, 32 bits by default; labels: of each picture, or
        empty if none has any."""
        with precision or nullcontext():
            said: Outputs = self.network(pictures)
            before: Outputs | None = self.student(pictures) if len(self.untaught) else None
        logits = said.classes.float()[:, self.index]
        if before is not None:
            logits[:, self.untaught] = before.classes.float()[:, self.untaught]
        taught = Taught(logits, said.boxes.float())
        return corrected(taught, labels, self.counted, said.features, pictures.shape[2])

    @torch.no_grad()
    def rehearse(self, pictures: Tensor, precision: AbstractContextManager | None = None) -> Taught:
        """What the original student says; otherwise like `teach`."""
        with precision or nullcontext():
            said: Outputs = self.student(pictures)
        return Taught(said.classes.float(), said.boxes.float())
