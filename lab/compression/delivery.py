"""The files that a run delivers, each with metadata that says how it was made."""

from collections import Counter
from collections.abc import Container

import onnx

from compression.footage.frames import LEARNED, REHEARSED, TRAINING, WATCHED, Frame
from compression.judging.judge import FP32, TEACHER, Figures
from compression.models.network import save
from compression.order import Order
from compression.whole_files import digest
from compression.workplace import Workplace


def deliver(
    order: Order,
    place: Workplace,
    figures: list[Figures],
    plain: Figures,
    chosen: Figures,
    frames: list[Frame],
    labels: Container[str],
) -> None:
    """Writes student.onnx and student.int8.onnx; the metadata of the latter names the former as its source.

    labels: files of the frames whose labels corrected the teacher.
    """
    kind = chosen.what.split(",")[0]
    parent = next(each for each in figures if each.what == kind and each.precision == FP32)
    key = order.key()
    used = [frame for frame in frames if frame.part in LEARNED]
    counts = ", ".join(f"{count} {part}" for part, count in Counter(frame.part for frame in used).items())
    rehearsed = sum(frame.part == REHEARSED for frame in frames)
    card = {
        "teacher.name": order.teacher.name,
        "teacher.sha256": key["teacher"],
        "student.name": order.student.name,
        "student.sha256": key["student"],
        "frames": f"{counts}, of {len({frame.camera for frame in used})} cameras; {rehearsed} rehearsed pictures",
        "labels": labeled(labels, frames),
    }
    whole, integers = place.out / "student.onnx", place.out / "student.int8.onnx"
    made = f"{{}}; settings: {order.settings()}"
    save(onnx.load(parent.file), whole, card | {"made": made.format(parent.what), "accuracy": _accuracy(parent, plain)})
    source = {"source.name": whole.name, "source.sha256": digest(whole)}
    own = {"made": made.format(chosen.what), "accuracy": _accuracy(chosen, plain)}
    save(onnx.load(chosen.file), integers, card | source | own)


def labeled(labels: Container[str], frames: list[Frame]) -> str:
    """How many frames to learn from have labels, in words. labels: their files."""
    counts = []
    for part in (TRAINING, WATCHED):
        own = [frame.file in labels for frame in frames if frame.part == part]
        counts.append(f"{sum(own)} of {len(own)} {part} frames")
    return ", ".join(counts)


def _accuracy(figures: Figures, plain: Figures) -> str:
    text = (
        f"mAP50-95 {figures.teacher.map:.4f}, mAP50 {figures.teacher.map50:.4f} against the teacher on held-out"
        f" frames; the plain INT8 student {plain.teacher.map:.4f}, {plain.teacher.map50:.4f}"
    )
    for measure, accuracy in figures.measured.items():
        if measure != TEACHER:
            before = plain.measured[measure]
            text += (
                f"; {measure} {accuracy.map:.4f}, {accuracy.map50:.4f},"
                f" the plain INT8 student {before.map:.4f}, {before.map50:.4f}"
            )
    return text
