"""Pictures of objects that were missed before and are found now.

Both models look at every judged frame at the pipeline's confidence threshold. An object counts as found if a box of
its class overlaps it with an IoU of at least 0.5. Objects are the teacher's confident boxes, or labels.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from compression.footage.frames import Frame
from compression.models.classes import Classes
from compression.models.detect import Boxes, Detector, overlaps

CONFIDENCE = 0.25
OVERLAP = 0.5
WIDTH = 960  # max pixels of a picture
QUALITY = 82
GREEN, RED, GRAY = (60, 190, 60), (60, 60, 230), (190, 190, 190)  # blue, green, red


@dataclass(frozen=True)
class Shown:
    """A frame and its objects. before, after: masks over the true boxes of those that each model found."""

    frame: Frame
    truth: Boxes
    before: np.ndarray
    after: np.ndarray

    @property
    def gained(self) -> int:
        return int((self.after & ~self.before).sum())

    @property
    def lost(self) -> int:
        return int((self.before & ~self.after).sum())


@dataclass(frozen=True)
class Comparison:
    """Over all judged frames. extra: boxes where there is no label, or the teacher has none, even at the pipeline's
    threshold."""

    shown: list[Shown]
    extra_before: int
    extra_after: int

    @property
    def objects(self) -> int:
        return sum(len(each.truth.classes) for each in self.shown)

    @property
    def gained(self) -> int:
        return sum(each.gained for each in self.shown)

    @property
    def lost(self) -> int:
        return sum(each.lost for each in self.shown)

    def best(self, count: int) -> list[Shown]:
        """The frames that gained most, without those close in time to a better one."""
        places = {id(each): i for i, each in enumerate(self.shown)}
        chosen: list[Shown] = []
        for each in sorted(self.shown, key=lambda each: each.lost - each.gained):
            near = any(abs(places[id(each)] - places[id(other)]) < 3 for other in chosen)
            if each.gained > each.lost and not near:
                chosen.append(each)
            if len(chosen) == count:
                break
        return chosen


def compare(
    before_and_after: tuple[Path, Path],
    teacher: Detector | None,
    classes: Classes,
    frames: list[Frame],
    folder: Path,
    truth: dict[str, Boxes],
) -> Comparison:
    """teacher: None if labels are the truth; truth: the boxes by file name, with the student's classes; frames without
    any are skipped."""
    models = [Detector(model) for model in before_and_after]
    shown, extra = [], [0, 0]
    for frame in (frame for frame in frames if Path(frame.file).name in truth):
        all_of_it = own = truth[Path(frame.file).name]
        if teacher is not None:
            all_of_it = classes.of_teacher(teacher.find(frame, folder, CONFIDENCE), teacher.names)
        masks = []
        for number, model in enumerate(models):
            boxes = model.find(frame, folder, CONFIDENCE)
            boxes = boxes.taken(np.isin(boxes.classes, classes.counted))
            masks.append(matched(own, boxes)[0])
            extra[number] += int((~matched(all_of_it, boxes)[1]).sum())
        shown.append(Shown(frame, own, *masks))
    return Comparison(shown, *extra)


def matched(truth: Boxes, boxes: Boxes) -> tuple[np.ndarray, np.ndarray]:
    """Masks of the true boxes that are found, and of the boxes that find one: at most one each, best box first."""
    found, finds = np.zeros(len(truth.classes), bool), np.zeros(len(boxes.classes), bool)
    for i in range(len(boxes.classes)):
        overlap = overlaps(boxes.corners[i : i + 1], truth.corners)[0]
        overlap = overlap * (truth.classes == boxes.classes[i]) * ~found
        if len(overlap) and overlap.max() >= OVERLAP:
            found[overlap.argmax()] = True
            finds[i] = True
    return found, finds


def drawn(shown: Shown, folder: Path, names: tuple[str, ...]) -> bytes:
    """A JPEG: gray boxes were found by both models or neither, green ones only now, red ones only before."""
    bgr = cv2.imread(str(folder / shown.frame.file))
    scale = min(1.0, WIDTH / bgr.shape[1])
    bgr = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for corners, kind, before, after in zip(*shown.truth[::2], shown.before, shown.after, strict=True):
        color = GRAY if before == after else GREEN if after else RED
        left, top, right, bottom = (round(value * scale) for value in corners.tolist())
        cv2.rectangle(bgr, (left, top), (right, bottom), color, 1 if before == after else 3)
        if before != after:
            at = (left, max(14, top - 6))
            cv2.putText(bgr, names[kind], at, cv2.FONT_HERSHEY_SIMPLEX, 0.55, color, 2, cv2.LINE_AA)
    _, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return jpeg.tobytes()
