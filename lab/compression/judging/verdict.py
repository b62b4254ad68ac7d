"""Which model is handed out, if any.

A model must find more of what the teacher finds than the user would have had by quantizing the student as it is. Of
those that do, a pruned one goes first if one was asked for and if it is faster; between quantization after training and
in training, the one that was more accurate on the watched frames: what is chosen by looking at some frames must be
judged by others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from compression.judging.judge import Figures


@dataclass(frozen=True)
class Verdict:
    chosen: Figures | None
    reason: str  # one sentence


def points(more: Figures, less: Figures) -> float:
    """Difference of mAP50-95 in points (hundredths)."""
    return 100 * (more.teacher.map - less.teacher.map)


def decide(plain: Figures, distilled: list[Figures], pruned: list[Figures], watched: Mapping[Path, float]) -> Verdict:
    """plain: the INT8 student as it was; distilled, pruned: INT8 models that the run has made.

    watched: mAP50-95 on the watched frames by file, where there is something to choose from
    """
    # Files of one graph are equally fast but for the noise of the measurement.
    is_faster = any(each.speed > plain.speed for each in pruned)
    for models in (pruned if is_faster else [], distilled):
        best = max(models, key=lambda each: watched.get(each.file, 0.0), default=plain)
        if best.teacher.map > plain.teacher.map:
            return Verdict(
                best,
                f"{best.what}, {best.precision}: {points(best, plain):+.1f} points of mAP50-95 against the plain INT8"
                f" student, at {best.speed:.2f} times its speed",
            )
    made = pruned + distilled
    if not made:
        return Verdict(None, "no INT8 model could be made: quantization lost too much, see the report")
    best = max(made, key=lambda each: each.teacher.map)
    return Verdict(
        None,
        f"no model is better than the plain INT8 student (mAP50-95 {plain.teacher.map:.3f}); the best one has"
        f" {best.teacher.map:.3f}: give more footage of other hours, or more minutes",
    )
