"""What the user asked for."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compression.whole_files import digest


@dataclass(frozen=True)
class Order:
    teacher: Path
    student: Path
    sources: tuple[str, ...]
    out: Path
    prune: float | None = None  # max share of the channels to remove, above 0 and below 1
    keep: float = 0.5  # weight of the original student in the distilled one, at least 0 and below 1
    qat: bool = False
    classes: tuple[str, ...] = ()  # empty: all that teacher and student share
    minutes: float = 60
    labels: Path | None = None
    unseen: tuple[str, ...] = ()  # sources that are measured on, but not learned from
    rehearse: tuple[str, ...] = ()  # sources of pictures on which the student is to stay as it was
    training: int = 800  # max frames over all cameras
    judged: int = 200

    def settings(self) -> str:
        """In words, without this machine's paths."""
        words = [f"{self.minutes:g} minutes"]
        words += [f"prune {self.prune:g} of the channels"] if self.prune is not None else []
        words += ["rehearsing other pictures"] if self.rehearse else []
        words += [f"keep {self.keep:g} of the original weights"]
        words += ["QAT"] if self.qat else []
        words += [f"classes {', '.join(self.classes)}"] if self.classes else []
        return ", ".join(words)

    def key(self) -> dict[str, Any]:
        """What must match for a run to be resumed: everything but the folder."""
        return {
            "teacher": digest(self.teacher),
            "student": digest(self.student),
            "frames": list(self.sources),
            "prune": self.prune,
            "keep": self.keep,
            "qat": self.qat,
            "classes": list(self.classes),
            "minutes": self.minutes,
            "labels": _labels_digest(self.labels),
            "unseen": list(self.unseen),
            "rehearse": list(self.rehearse),
            "training-frames": self.training,
            "judged-frames": self.judged,
        }


def _labels_digest(labels: Path | None) -> str | None:
    """The digest of the file, or of the names and contents of a folder's files."""
    if labels is None:
        return None
    if labels.is_file():
        return digest(labels)
    files = sorted(file for file in labels.rglob("*.txt") if file.is_file())
    lines = (f"{file.relative_to(labels).as_posix()} {digest(file)}" for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
