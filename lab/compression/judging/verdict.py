"""Which model is delivered, if any.

A model must have a higher mAP50-95 than the plain student quantized as it was: against labels, if enough judged frames
have some, else against the teacher. A student that learned from labels is right where the teacher is wrong, so the
teacher cannot judge it. Among the better models, a pruned one is preferred if it was requested and is faster. Between
quantization after training and QAT, the model that was more accurate on the watched frames is chosen: a choice made on
some frames must be judged on others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compression.footage.frames import JUDGED, LEAST
from compression.judging.judge import LABELS, TEACHER, Figures


@dataclass(frozen=True)
class Verdict:
    chosen: Figures | None
    reason: str  # one sentence
    measure: str = TEACHER  # that decided: TEACHER or LABELS


def enough(labels: dict[str, Any] | None) -> bool:
    """Whether labels of judged frames can decide. labels: in COCO's format."""
    return labels is not None and len(labels["images"]) >= LEAST[JUDGED] and len(labels["annotations"]) > 0


def points(more: Figures, less: Figures, measure: str) -> float:
    """Difference of mAP50-95 in points (hundredths)."""
    return 100 * (more.measured[measure].map - less.measured[measure].map)


def decide(
    plain: Figures,
    distilled: list[Figures],
    pruned: list[Figures],
    watched: Mapping[Path, float],
    measure: str = TEACHER,
    refused: Mapping[str, str] | None = None,
) -> Verdict:
    """plain: the original student as INT8; distilled, pruned: INT8 models of the run

    watched: mAP50-95 on the watched frames by file, if there is a choice; measure: TEACHER or LABELS, which decides;
    refused: by model, why quantization refused it
    """
    mean = "mAP50-95 by labels" if measure == LABELS else "mAP50-95"
    least = plain.measured[measure].map
    # Models with the same graph are equally fast, apart from measurement noise.
    is_faster = any(each.speed > plain.speed for each in pruned)
    for models in (pruned if is_faster else [], distilled):
        best = max(models, key=lambda each: watched.get(each.file, 0.0), default=plain)
        if best.measured[measure].map > least:
            return Verdict(
                best,
                f"{best.what}, {best.precision}: {points(best, plain, measure):+.1f} points of {mean} against the plain"
                f" INT8 student, at {best.speed:.2f} times its speed",
                measure,
            )
    made = pruned + distilled
    if not made:
        # A model is also refused if nothing could be judged, so only its own reason says whether accuracy was lost.
        reasons = ", ".join(f"{what} ({reason})" for what, reason in (refused or {}).items())
        return Verdict(None, f"quantization accepted no model: {reasons}", measure)
    best = max(made, key=lambda each: each.measured[measure].map)
    return Verdict(
        None,
        f"no model is better than the plain INT8 student ({mean} {least:.3f}); the best one has"
        f" {best.measured[measure].map:.3f}: give more footage from other hours, or more minutes",
        measure,
    )
