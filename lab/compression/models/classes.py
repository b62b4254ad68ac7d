"""Which classes a teacher can teach, and which of them count."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from compression.models.detect import Boxes
from compression.refusal import Refusal


@dataclass(frozen=True)
class Classes:
    names: tuple[str, ...]  # of the student, by index
    taught: tuple[int | None, ...]  # the teacher's index of each student class; None if the teacher lacks it
    counted: tuple[int, ...]  # student classes that the teacher shares and that were requested

    @property
    def counted_names(self) -> list[str]:
        return [self.names[index] for index in self.counted]

    def of_teacher(self, boxes: Boxes, names: list[str]) -> Boxes:
        """The teacher's boxes of the counted classes, with the student's indices. names: the teacher's."""
        index_of = {name: index for index, name in enumerate(self.names) if index in self.counted}
        index = np.array([index_of.get(names[kind], -1) for kind in boxes.classes], int)
        return boxes._replace(classes=index).taken(index >= 0)

    @property
    def untaught(self) -> list[int]:
        return [index for index, teacher in enumerate(self.taught) if teacher is None]


def match(student: dict[int, str], teacher: dict[int, str], wanted: list[str] | None) -> Classes:
    """Matches classes by name. Raises Refusal if no class is in common, or a wanted one is not."""
    index_of = {name: index for index, name in teacher.items()}
    names = tuple(student[index] for index in sorted(student))
    taught = tuple(index_of.get(name) for name in names)
    common = [name for name in names if name in index_of]
    if not common:
        raise Refusal(
            f"teacher and student have no class in common ({_some(teacher.values())}; {_some(names)}):"
            " give a teacher that knows the student's classes"
        )
    for name in wanted or []:
        if name not in common:
            raise Refusal(f"--classes {name}: teacher and student must both have it; they share {_some(common)}")
    counted = tuple(index for index, name in enumerate(names) if name in (wanted or common) and name in common)
    return Classes(names, taught, counted)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
