"""The figures of a run's models, measured by Hawkeye's own commands on the held-out frames."""

import collections
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from compression import hawkeye, whole_files
from compression.footage.frames import Frame
from compression.whole_files import digest

FP32, INT8 = "FP32", "INT8"
# Measures: against the teacher's confident boxes or labels, in the held-out frames or in those of unseen cameras.
TEACHER, LABELS, UNSEEN_TEACHER, UNSEEN_LABELS = "teacher", "labels", "unseen", "unseen, labels"


@dataclass(frozen=True)
class Contender:
    """A model of a run. what: how it was made, in a few words."""

    what: str
    precision: str
    file: Path


@dataclass(frozen=True)
class Accuracy:
    map: float  # mAP50-95, 0 to 1
    map50: float
    objects: int
    classes: dict[str, tuple[int, float]]  # objects and AP50-95 of each class that has objects


@dataclass(frozen=True)
class Figures:
    what: str
    precision: str
    file: Path
    measured: dict[str, Accuracy]  # by measure
    parameters: int
    flops: float  # multiplications and additions at 640×640
    size: int  # bytes of the file
    milliseconds: float  # per picture, on all cores, at the best lane setting
    speed: float  # pictures per second, relative to the plain INT8 student

    @property
    def teacher(self) -> Accuracy:
        """Against the teacher's confident boxes in the held-out frames: the figures that decide if no labels do."""
        return self.measured[TEACHER]


class Judge:
    """Caches accuracy figures in a folder by the model's digest, so that a resumed run need not repeat them."""

    def __init__(self, folder: Path, measures: Mapping[str, tuple[Path, Path]]):
        """measures: TEACHER and optional others, each with a folder of pictures and a COCO file of ground truth."""
        self.folder = folder
        self.measures = measures
        folder.mkdir(exist_ok=True)

    def accuracy(self, model: Path) -> dict[str, Accuracy]:
        """The accuracy by each measure."""
        kept = self.folder / f"{digest(model)}.json"
        if kept.exists():
            return {name: Accuracy(**figures) for name, figures in whole_files.read_json(kept).items()}
        measured = {}
        for name, (pictures, truth) in self.measures.items():
            report = hawkeye.evaluate(model, pictures, truth)
            classes = {each["class"]: (each["objects"], each["AP50-95"]) for each in report["classes"]}
            measured[name] = Accuracy(report.get("mAP50-95", 0.0), report.get("mAP50", 0.0), report["objects"], classes)
        whole_files.write_json(kept, {name: asdict(accuracy) for name, accuracy in measured.items()})
        return measured

    def all(
        self,
        contenders: list[Contender],
        reference: Contender,
        shape: tuple[int, int],
        seconds: float,
        told: Callable[[str], None],
    ) -> list[Figures]:
        """Figures in the order of the contenders.

        reference: the contender whose speed is 1; shape: input height and width for measuring speed; seconds: length of
        each speed measurement.
        """
        accuracies = []
        for contender in contenders:
            told(f"judging: {contender.what}, {contender.precision}")
            accuracies.append(self.accuracy(contender.file))
        told(f"judging: speed of {len(contenders)} models")
        speeds = hawkeye.bench([contender.file for contender in contenders], shape, seconds)
        base = speeds[reference.file].pictures_per_second
        figures = []
        for contender, accuracy in zip(contenders, accuracies, strict=True):
            facts = hawkeye.inspect(contender.file)
            figures.append(
                Figures(
                    contender.what,
                    contender.precision,
                    contender.file,
                    accuracy,
                    facts["parameters"],
                    facts["flops"],
                    facts["bytes"],
                    speeds[contender.file].milliseconds,
                    speeds[contender.file].pictures_per_second / base,
                )
            )
        return figures


def usual_shape(frames: list[Frame]) -> tuple[int, int]:
    """The most common input height and width of these frames."""
    return collections.Counter(frame.box.shape for frame in frames).most_common(1)[0][0]
