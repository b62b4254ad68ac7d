"""Which model is delivered, if any.

A model must have a higher mAP50-95 against the teacher than the plain student quantized as it was. Among those, a
pruned one is preferred if it was requested and is faster. Between quantization after training and QAT, the model that
was more accurate on the watched frames is chosen: a choice made on some frames must be judged on others.
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
    """plain: the original student as INT8; distilled, pruned: INT8 models of the run

    watched: mAP50-95 on the watched frames by file, if there is a choice
    """
    # Models with the same graph are equally fast, apart from measurement noise.
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
        return Verdict(None, "no INT8 model could be made: quantization lost too much accuracy, see the report")
    best = max(made, key=lambda each: each.teacher.map)
    return Verdict(
        None,
        f"no model is better than the plain INT8 student (mAP50-95 {plain.teacher.map:.3f}); the best one has"
        f" {best.teacher.map:.3f}: give more footage from other hours, or more minutes",
    )
