"""report.html: one self-contained file."""

import base64
import html
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from compression.footage.frames import JUDGED, PARTS, Frame
from compression.judging import missed
from compression.judging.judge import INT8, LABELS, UNSEEN_TEACHER, Figures
from compression.judging.missed import Comparison
from compression.judging.verdict import Verdict
from compression.learning.curve import svg
from compression.learning.distill import Look

PICTURES = 6
NOISE = 0.05  # of a speed; the report mentions more than this
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; color: #1c2024; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid #d8dce0; }
th:first-child, td:first-child, td:nth-child(2), th:nth-child(2) { text-align: left; }
tr.chosen { background: #e6f4ea; font-weight: 600; }
figure { margin: 1.5rem 0; } img, svg { max-width: 100%; height: auto; } figcaption { color: #5a6169; }
.verdict { padding: .8rem 1rem; border-left: 4px solid #2e8540; background: #f3f8f4; }
.verdict.none { border-color: #c0392b; background: #fbf1f0; }
"""


@dataclass(frozen=True)
class Story:
    """The content of a report. refused: by model, why quantization refused it."""

    title: str
    facts: list[tuple[str, str]]
    names: tuple[str, ...]
    frames: list[Frame]
    folder: Path
    figures: list[Figures]
    verdict: Verdict
    refused: dict[str, str]
    curves: dict[str, list[Look]]
    comparison: Comparison | None  # with the plain INT8 student, if a model is delivered


def page(story: Story) -> str:
    verdict = story.verdict
    delivered = "Delivered" if verdict.chosen else "Nothing is delivered"
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{_text(story.title)}</title><style>{STYLE}</style>",
        f"<h1>{_text(story.title)}</h1>",
        f"<p class='verdict{'' if verdict.chosen else ' none'}'><b>{delivered}:</b> {_text(verdict.reason)}.</p>",
        "<h2>Figures</h2>",
        _table(story),
        *(f"<p>{_text(what)}: no INT8 model, {_text(reason)}</p>" for what, reason in story.refused.items()),
        *(_by_class(story, measure) for measure in story.figures[0].measured),
        "<h2>How it was made</h2>",
        _rows(story.facts),
        _frames(story.frames),
        f"<h2>Learning curve</h2><figure>{svg(story.curves)}<figcaption>Distance to the teacher (the loss) on watched"
        " frames, which are for early stopping, and, pale, on augmented training frames.</figcaption></figure>",
    ]
    if story.comparison is not None:
        parts += _comparison(story, story.comparison)
    return "\n".join(parts) + "\n"


def _text(value: object) -> str:
    return html.escape(str(value))


def _rows(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td>{_text(name)}<td>{_text(value)}" for name, value in rows)
    return f"<table>{cells}</table>"


def _table(story: Story) -> str:
    heads = ["model", ""]
    for measure in story.figures[0].measured:
        heads += [f"{measure}: mAP50-95", "mAP50"]
    heads += ["parameters", "GFLOPs", "MB", "ms", "speed"]
    rows = ["".join(f"<th>{_text(head)}" for head in heads)]
    for each in story.figures:
        cells = [each.what, each.precision]
        for accuracy in each.measured.values():
            cells += [f"{accuracy.map:.4f}", f"{accuracy.map50:.4f}"]
        cells += [f"{each.parameters / 1e6:.2f} M", f"{each.flops / 1e9:.1f}", f"{each.size / 1e6:.2f}"]
        cells += [f"{each.milliseconds:.1f}", f"{each.speed:.2f}"]
        rows.append("".join(f"<td>{_text(cell)}" for cell in cells))
    chosen = story.verdict.chosen
    marks = [""] + [" class=chosen" if each is chosen else "" for each in story.figures]
    body = "".join(f"<tr{mark}>{row}" for mark, row in zip(marks, rows, strict=True))
    objects = story.figures[0].teacher.objects
    by_labels = _by_labels(story)
    judged = sum(frame.part == JUDGED for frame in story.frames)
    unseen = (
        " Unseen: the same on the cameras that nothing was learned from."
        if UNSEEN_TEACHER in story.figures[0].measured
        else ""
    )
    # The distilled model has the same graph as the plain one, so any difference in speed is measurement noise.
    noise = max((abs(each.speed - 1) for each in story.figures if is_twin(each)), default=0.0)
    busy = (
        f" The machine was busy: models with the same graph were up to {noise:.0%} apart in speed, so measure"
        " again with <code>./hawkeye model bench</code> on an idle machine."
        if noise > NOISE
        else ""
    )
    return (
        f"<table>{body}</table><p>mAP by COCO's rules against the {objects} boxes that the teacher scores 0.5 or"
        f" more in {judged} frames from the last 30 % of each camera's time; GFLOPs at 640×640; milliseconds per"
        " picture on all cores of this machine, all models in turn in one run; speed relative to the plain INT8"
        f" student.{by_labels}{busy}{unseen}</p>"
    )


def _by_labels(story: Story) -> str:
    """What the measure by labels means, if there is one."""
    measured = story.figures[0].measured
    if LABELS not in measured:
        return ""
    decides = ", and decides" if story.verdict.measure == LABELS else "; they are too few to decide"
    return f" Labels: the same against the {measured[LABELS].objects} labeled objects in those frames{decides}."


def is_twin(figures: Figures) -> bool:
    """Whether the model has the same graph as the plain INT8 student, and so the same speed."""
    return figures.precision == INT8 and figures.what.startswith("distilled")


def _by_class(story: Story, measure: str) -> str:
    """mAP is a mean over classes: a class of two objects counts as much as one of a thousand. This lists each."""
    models = [each for each in story.figures if each.precision == INT8]
    heads = "".join(f"<th>{_text(each.what)}" for each in models)
    rows = ""
    for name, (objects, _) in sorted(models[0].measured[measure].classes.items(), key=lambda item: -item[1][0]):
        cells = "".join(f"<td>{each.measured[measure].classes.get(name, (0, 0.0))[1]:.4f}" for each in models)
        rows += f"<tr><td>{_text(name)}<td>{objects}{cells}"
    return f"<h3>mAP50-95 by class, INT8: {_text(measure)}</h3><table><tr><th>class<th>objects{heads}{rows}</table>"


def _frames(frames: list[Frame]) -> str:
    counts = Counter((frame.camera, frame.part) for frame in frames)
    rows = "".join(
        f"<tr><td>{_text(camera)}<td>" + "".join(f"<td>{counts[camera, part]}" for part in PARTS)
        for camera in sorted({frame.camera for frame in frames})
    )
    heads = "".join(f"<th>{part}" for part in PARTS)
    return f"<h3>Frames</h3><table><tr><th>camera<th>{heads}{rows}</table>"


def _comparison(story: Story, comparison: Comparison) -> list[str]:
    where = "there is no label" if story.verdict.measure == LABELS else "the teacher has none at that confidence"
    parts = [
        "<h2>Found now, missed before</h2>",
        f"<p>Of {comparison.objects} objects, {comparison.gained} that the plain INT8 student missed are found now, and"
        f" {comparison.lost} that it found are missed now (confidence {missed.CONFIDENCE}, IoU {missed.OVERLAP})."
        f" Boxes where {where}: {comparison.extra_before} before, {comparison.extra_after} now.</p>",
    ]
    for shown in comparison.best(PICTURES):
        picture = base64.b64encode(missed.drawn(shown, story.folder, story.names)).decode()
        parts.append(
            f"<figure><img alt='' src='data:image/jpeg;base64,{picture}'><figcaption>{_text(shown.frame.camera)}, at"
            f" {shown.frame.at:.0%} of its time: {shown.gained} found now (green), {shown.lost} lost (red); gray: no"
            " change.</figcaption></figure>"
        )
    return parts
