"""The effect of training as INT8 (QAT), with and without distillation: a table for a finished run of `lab/compress`.

    PYTHONPATH=lab lab/.venv/bin/python -m compression.rounding --teacher yolov8s.onnx --student yolov8n.onnx OUT/

It compares weights of 7 and of 8 bits, the plain and the distilled student, and quantization after training and QAT.
The plain student is taught by its own FP32 version, so that nothing comes from the teacher; the distilled one by the
teacher. All are measured as in the run: against the teacher's confident boxes in the held-out frames.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compression import hawkeye, whole_files
from compression.chain import QAT_RATE
from compression.footage import frames as frames_of
from compression.footage.frames import JUDGED, TRAINING
from compression.judging.judge import TEACHER, Accuracy, Judge
from compression.learning.distill import RATE, School, Training
from compression.models.classes import match
from compression.models.errors import ModelError
from compression.models.network import Network, read
from compression.models.quantized import read_quantized, write_quantized
from compression.refusal import Refusal
from compression.whole_files import digest
from compression.workplace import locked

BITS = (7, 8)


@dataclass(frozen=True)
class Row:
    student: str
    precision: str
    accuracy: Accuracy

    def __str__(self) -> str:
        return f"| {self.student} | {self.precision} | {self.accuracy.map:.4f} | {self.accuracy.map50:.4f} |"


def table(teacher: Path, student: Path, out: Path, minutes: float, told: Callable[[str], None]) -> list[Row]:
    """minutes: for each QAT training. Files stay in OUT/work/rounding and are reused.

    Raises Refusal if the folder holds no such run, or if another process works in it.
    """
    work = out / "work"
    if not ((work / "distilled.onnx").exists() and (work / "truth.json").exists()):
        raise Refusal(f"{out} holds no run that has distilled a student: run lab/compress --out {out} first")
    with locked(out):
        return _rows(teacher, student, out, minutes, told)


def _rows(teacher: Path, student: Path, out: Path, minutes: float, told: Callable[[str], None]) -> list[Row]:
    work = out / "work"
    distilled, truth, asked = work / "distilled.onnx", work / "truth.json", work / "order.json"
    order = whole_files.read_json(asked)
    for name, model in (("teacher", teacher), ("student", student)):
        if digest(model) != order[name]:
            raise Refusal(f"{out} was made with another {name} than {model}: give that one")
    folder = work / "rounding"
    folder.mkdir(exist_ok=True)
    frames = frames_of.load(work / "frames.json")
    judge = Judge(folder / "figures", {TEACHER: (work / "frames" / JUDGED, truth)})

    def school(network: Network) -> School:
        plain = read(student)
        classes = match(plain.names, network.names, order["classes"] or None)
        return School.of(network, plain, classes, frames, work / "frames")

    rows = []
    for what, model, taught_by in (("plain", student, student), ("distilled", distilled, teacher)):
        rows.append(Row(what, "FP32", judge.accuracy(model)[TEACHER]))
        for bits in BITS:
            after, within = folder / f"{what}-{bits}.int8.onnx", folder / f"{what}-{bits}-qat.int8.onnx"
            if not after.exists():
                told(f"quantizing: {what}, {bits} bits")
                options = ("--weight-bits", str(bits), "--min-agreement", "0")
                reason = hawkeye.quantize(model, after, work / "frames" / TRAINING, *options)
                if reason is not None:
                    raise Refusal(f"{what}, {bits} bits: {reason}")
            if not within.exists():
                training = Training(
                    f"{what}, {bits} bits, QAT",
                    read_quantized(after),
                    school(read(taught_by)),
                    within.with_suffix(".pt"),
                    minutes,
                    QAT_RATE * RATE,
                    exact=True,
                )
                write_quantized(training.run(told), within, {})
            rows.append(Row(what, f"INT8, {bits} bits, after training", judge.accuracy(after)[TEACHER]))
            rows.append(Row(what, f"INT8, {bits} bits, QAT", judge.accuracy(within)[TEACHER]))
    return rows


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m compression.rounding", description="Shows the effect of QAT at 7 and at 8 bits."
    )
    parser.add_argument("--teacher", type=Path, required=True, metavar="T.onnx", help="as in the run")
    parser.add_argument("--student", type=Path, required=True, metavar="S.onnx", help="as in the run")
    parser.add_argument("--minutes", type=float, default=4.0, metavar="N", help="for each of four trainings; default 4")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of a run of lab/compress")
    given = parser.parse_args(arguments)
    try:
        rows = table(given.teacher, given.student, given.out, given.minutes, lambda line: print(line, flush=True))
    except (Refusal, ModelError, OSError) as e:
        print(f"rounding: {e}", file=sys.stderr)
        return 1
    print("| student | | mAP50-95 | mAP50 |", "|---|---|---|---|", *rows, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
