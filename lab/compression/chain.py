"""The chain, stage by stage: frames, distillation, pruning, quantization, judging.

Each stage leaves a file when it is done and is then not repeated. The judged frames are used twice: at the start, the
teacher labels them, so that a run without objects ends early; at the end, all models are measured on them. No training,
early stopping or choice of a setting uses them; only the verdict does. Labels of training and watched frames correct
what the teacher says; those of judged frames are for the verdict.

Training gets 70 % of the time that the user gives, divided among the trainings. The rest is for extracting frames,
quantizing and measuring.
"""

import copy
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from compression import hawkeye, whole_files
from compression.delivery import deliver, labeled
from compression.footage import frames as frames_of
from compression.footage import kafka
from compression.footage.batches import Batches, values
from compression.footage.cameras import find
from compression.footage.frames import JUDGED, REHEARSED, TRAINING, UNSEEN, WATCHED, Frame
from compression.judging import report, truth
from compression.judging.judge import (
    FP32,
    INT8,
    LABELS,
    TEACHER,
    UNSEEN_LABELS,
    UNSEEN_TEACHER,
    Contender,
    Figures,
    Judge,
    usual_shape,
)
from compression.judging.missed import compare
from compression.judging.verdict import Verdict, decide, enough
from compression.learning.between import between
from compression.learning.distill import RATE, Look, School, Training, device
from compression.learning.loss import loss
from compression.models.classes import Classes, match
from compression.models.detect import Detector
from compression.models.network import Network, read, write
from compression.models.quantized import read_quantized, write_quantized
from compression.order import Order
from compression.pruning.prune import prune
from compression.pruning.timing import LayerTimes
from compression.refusal import Refusal
from compression.workplace import Workplace

TRAINED = 0.7  # of the minutes
QAT_SHARE = 0.3  # of the minutes of a regular training
SLOW = 0.3  # learning rate of the backbone when rehearsing, relative to that of the other layers
QAT_RATE = 0.2  # of the regular learning rate: the network only has to adapt to rounding
SAMPLE = 64  # max training frames to check: the teacher must find an object in one
IMPORTANCE_BATCHES, IMPORTANCE_SIZE = 32, 4
# Pruning stops when the layers are this many times as fast: the whole network is then about 1.2 times as fast, and
# training can recover the accuracy.
FASTER_LAYERS = 1.3
LONG = 15  # minutes; runs of at least this length measure speeds for longer
BENCH_SECONDS = (0.5, 2.0)

Told = Callable[[str], None]


class Chain:
    def __init__(self, order: Order, place: Workplace, told: Told):
        self.order = order
        self.place = place
        self.told = told
        self.curves: dict[str, list[Look]] = {}
        self.refused: dict[str, str] = {}
        self.labels: dict[str, np.ndarray] = {}  # of training and watched frames, by file
        self.measure = TEACHER  # that decides

    def run(self) -> Verdict:
        order = self.order
        student, teacher = read(order.student), read(order.teacher)
        for model in (order.student, order.teacher):
            self._require_free_shape(model)
        classes = match(student.names, teacher.names, list(order.classes) or None)
        frames = self._frames()
        judged = [frame for frame in frames if frame.part == JUDGED]
        labels = self._labels(classes, frames)
        measures = self._measures(frames, labels)
        self._truth(classes, frames)
        school = School.of(teacher, copy.deepcopy(student), classes, frames, self.place.frames, self.labels)
        plain = Contender("student", INT8, self._plain())
        contenders = [Contender("teacher", FP32, order.teacher), Contender("student", FP32, order.student), plain]
        distilled = self._distilled(student, school)
        contenders += self._with_int8("distilled", distilled, school)
        pruned: list[Contender] = []
        if order.prune is not None:
            pruned = self._with_int8("pruned", self._pruned(distilled, school), school)
        contenders += pruned
        watched = self._watched(contenders, classes, school.watched, labels.get(WATCHED)) if order.qat else {}
        judge = Judge(self.place.figures, measures)
        figures = judge.all(contenders, plain, usual_shape(judged), BENCH_SECONDS[order.minutes >= LONG], self.told)
        return self._conclude(figures, watched, classes, frames, measures)

    def _watched(
        self, contenders: list[Contender], classes: Classes, frames: list[Frame], labels: dict[str, Any] | None
    ) -> dict[Path, float]:
        """mAP50-95 of the INT8 models on the early-stopping frames, by which the better of two is chosen.

        It is against labels if these decide in the end, and all of these frames have some.
        """
        file = self.place.file("watched.json")
        if not file.exists():
            by_labels = self.measure == LABELS and labels is not None and len(labels["images"]) == len(frames)
            if not by_labels or not labels["annotations"]:
                labels = truth.of_teacher(Detector(self.order.teacher), classes, frames, self.place.frames)
            whole_files.write_json(file, labels)
        judge = Judge(self.place.file("watched"), {TEACHER: (self.place.frames / WATCHED, file)})
        integers = [each.file for each in contenders if each.precision == INT8]
        return {model: judge.accuracy(model)[TEACHER].map for model in integers}

    def _require_free_shape(self, model: Path) -> None:
        sides = hawkeye.inspect(model)["inputs"][0]["sides"]
        if any(side.isdigit() for side in sides[2:]):
            raise Refusal(
                f"{model} takes only {sides[3]}x{sides[2]}: export it with dynamic=True, so that it takes rectangles"
            )

    def _frames(self) -> list[Frame]:
        if not self.place.frame_list.exists():
            order = self.order
            most = {TRAINING: order.training, WATCHED: max(2, order.training // 8), JUDGED: order.judged}
            taken = self._taken("--frames", order.sources, most)
            if order.unseen:
                taken += self._taken("--unseen", order.unseen, {UNSEEN: order.judged})
            if order.rehearse:
                taken += self._taken("--rehearse", order.rehearse, {REHEARSED: order.training})
            frames_of.save(taken, self.place.frame_list)
        return frames_of.load(self.place.frame_list)

    def _taken(self, option: str, sources: tuple[str, ...], most: dict[str, int]) -> list[Frame]:
        folders = kafka.written(sources, self.place.kafka(option), self.told)
        try:
            return frames_of.take(find(folders, option), most, self.place.frames, self.told)
        except Refusal:
            self.place.forget_kafka(option)
            raise

    def _truth(self, classes: Classes, frames: list[Frame]) -> None:
        """Writes the teacher's boxes in judged and unseen frames. Raises Refusal if a part, even training, has none."""
        if self.place.truth.exists():
            return
        teacher = Detector(self.order.teacher)
        files = {TRAINING: None, UNSEEN: self.place.unseen_truth, JUDGED: self.place.truth}
        for part, file in files.items():
            own = [frame for frame in frames if frame.part == part]
            if not own:
                continue
            some = own if file else own[:: -(-len(own) // SAMPLE)]
            self.told(f"teacher: looking at {len(some)} {part} frames")
            found = truth.of_teacher(teacher, classes, some, self.place.frames)
            if not found["annotations"]:
                raise Refusal(
                    f"the teacher finds no {' or '.join(classes.counted_names[:5])} in {len(some)} {part} frames:"
                    " give footage with objects, or other --classes"
                )
            if file:
                whole_files.write_json(file, found)

    def _labels(self, classes: Classes, frames: list[Frame]) -> dict[str, dict[str, Any]]:
        """The labels of the frames that have any, by part. Raises Refusal if there are labels, but none for these."""
        if self.order.labels is None:
            return {}
        own = [frame for frame in frames if frame.part != REHEARSED]
        labels = truth.of_labels(self.order.labels, classes, own)
        if not labels:
            raise Refusal(
                f"--labels {self.order.labels} names none of the pictures: labels match pictures in folders by file"
                " name"
            )
        for part in {TRAINING, WATCHED} & labels.keys():
            self.labels |= truth.of_inputs(labels[part], [frame for frame in own if frame.part == part])
        self.measure = LABELS if enough(labels.get(JUDGED)) else TEACHER
        return labels

    def _measures(self, frames: list[Frame], labels: dict[str, dict[str, Any]]) -> dict[str, tuple[Path, Path]]:
        """The ground truths that all models are measured against: the teacher's boxes, and labels if there are any."""
        measures: dict[str, tuple[Path, Path]] = {}
        judged = [
            (JUDGED, TEACHER, self.place.truth, LABELS),
            (UNSEEN, UNSEEN_TEACHER, self.place.unseen_truth, UNSEEN_LABELS),
        ]
        for part, by_teacher, boxes, by_labels in judged:
            if any(frame.part == part for frame in frames):
                measures[by_teacher] = (self.place.frames / part, boxes)
            if part in labels:
                file = self.place.file(f"labels-{part}.json")
                whole_files.write_json(file, labels[part])
                measures[by_labels] = (self.place.frames / part, file)
        return measures

    def _minutes(self, share: float = 1.0) -> float:
        """Minutes of one training. share: relative to a regular one."""
        trainings = 1.0 if self.order.prune is None else 2.0
        whole = trainings * (1 + (QAT_SHARE if self.order.qat else 0))
        return TRAINED * self.order.minutes * share / whole

    def _plain(self) -> Path:
        """The original student, quantized: the baseline, even if the accuracy check of `model quantize` refuses it."""
        out = self.place.file("plain.int8.onnx")
        if not out.exists():
            self.told("quantizing: student")
            calibration = self.place.frames / TRAINING
            reason = hawkeye.quantize(self.order.student, out, calibration)
            if reason is not None:
                self.told(f"quantizing: the student is refused as INT8 ({reason}); still used as the baseline")
                reason = hawkeye.quantize(self.order.student, out, calibration, "--min-agreement", "0")
            if reason is not None:
                raise Refusal(
                    f"the student cannot be quantized, so there is no baseline: {reason}: give another --student"
                )
        return out

    def _distilled(self, student: Network, school: School) -> Path:
        def write_between(taught: Network, out: Path, card: dict[str, str]) -> None:
            write(between(before, taught, self.order.keep), out, card)

        out, before = self.place.file("distilled.onnx"), copy.deepcopy(student)
        # If other scenes count, the backbone is frozen, or slow if other pictures are rehearsed: its features were
        # learned from far more pictures than these cameras have, and training it causes most of the forgetting.
        backbone = SLOW if self.order.rehearse else 0.0 if self.order.keep > 0 else 1.0
        self._train("distilled", student, school, out, self._minutes(), write=write_between, backbone=backbone)
        return out

    def _pruned(self, distilled: Path, school: School) -> Path:
        start, out = self.place.file("pruned-start.onnx"), self.place.file("pruned.onnx")
        if not start.exists():
            assert self.order.prune is not None
            self.told("pruning: measuring the importance and the cost of channels")
            height, width = usual_shape(school.training)
            network = read(distilled).to(school.device)

            def distance(network: Network, pictures: Tensor) -> Tensor:
                taught = school.teacher.teach(pictures)
                counted = list(school.classes.counted)
                return loss(network(pictures), taught, counted, pictures.shape[2]).whole

            drawn = Batches(school.training, school.folder, IMPORTANCE_SIZE).draw(0)
            some = itertools.islice(drawn, IMPORTANCE_BATCHES)
            pictures = (values(batch.pictures, school.device) for batch in some)
            narrow = prune(
                network, self.order.prune, pictures, distance, LayerTimes(height, width), enough=FASTER_LAYERS
            )
            write(narrow.cpu(), start, {})
        self._train("pruned", read(start), school, out, self._minutes())
        return out

    def _train(
        self,
        name: str,
        network: Network,
        school: School,
        out: Path,
        minutes: float,
        highest: float = RATE,
        write: Callable[[Network, Path, dict[str, str]], None] = write,
        exact: bool = False,
        backbone: float = 1.0,
    ) -> None:
        checkpoint = self.place.file(f"{out.name.split('.')[0]}.pt")
        training = Training(name, network, school, checkpoint, minutes, highest, exact, backbone)
        if not out.exists():
            write(training.run(self.told), out, {})
        self.curves[name] = training.curve

    def _with_int8(self, what: str, model: Path, school: School) -> list[Contender]:
        """The FP32 model, the one quantized after training, and the one trained as INT8, if they exist."""
        made = [Contender(what, FP32, model)]
        out, refused = self.place.file(f"{what}.int8.onnx"), self.place.file(f"{what}.refused.json")
        if not out.exists() and not refused.exists():
            self.told(f"quantizing: {what}")
            reason = hawkeye.quantize(model, out, self.place.frames / TRAINING)
            if reason is not None:
                whole_files.write_json(refused, reason)
        if refused.exists():
            self.refused[what] = whole_files.read_json(refused)
            return made
        made.append(Contender(what, INT8, out))
        if self.order.qat:
            trained, name = self.place.file(f"{what}-qat.int8.onnx"), f"{what}, QAT"
            minutes = self._minutes(QAT_SHARE)
            self._train(
                name, read_quantized(out), school, trained, minutes, QAT_RATE * RATE, write_quantized, exact=True
            )
            made.append(Contender(name, INT8, trained))
        return made

    def _facts(self, classes: Classes, frames: list[Frame]) -> list[tuple[str, str]]:
        order, key = self.order, self.order.key()
        counted = classes.counted_names
        return [
            ("teacher", f"{order.teacher.name}, SHA-256 {key['teacher']}"),
            ("student", f"{order.student.name}, SHA-256 {key['student']}"),
            ("frames from", ", ".join(Path(source).name for source in order.sources)),
            ("classes that count", ", ".join(counted) if len(counted) <= 10 else f"{len(counted)} classes"),
            ("settings", order.settings()),
            ("computed on", "a GPU" if device().type == "cuda" else f"{os.cpu_count()} CPU cores"),
            *([("labels correct the teacher in", labeled(self.labels, frames))] if order.labels else []),
        ]

    def _conclude(
        self,
        figures: list[Figures],
        watched: dict[Path, float],
        classes: Classes,
        frames: list[Frame],
        measures: dict[str, tuple[Path, Path]],
    ) -> Verdict:
        integers = [each for each in figures if each.precision == INT8]
        plain = next(each for each in integers if each.what == "student")
        verdict = decide(
            plain,
            [each for each in integers if each.what.startswith("distilled")],
            [each for each in integers if each.what.startswith("pruned")],
            watched,
            self.measure,
            self.refused,
        )
        judged = [frame for frame in frames if frame.part == JUDGED]
        comparison = None
        if verdict.chosen is not None:
            self.told("report: looking for objects that were missed before")
            by_labels = verdict.measure == LABELS
            _, boxes = measures[verdict.measure]
            comparison = compare(
                (plain.file, verdict.chosen.file),
                None if by_labels else Detector(self.order.teacher),
                classes,
                judged,
                self.place.frames,
                truth.boxes_by_file(whole_files.read_json(boxes)),
            )
        story = report.Story(
            f"{self.order.student.name}, taught by {self.order.teacher.name}",
            self._facts(classes, frames),
            classes.names,
            frames,
            self.place.frames,
            figures,
            verdict,
            self.refused,
            self.curves,
            comparison,
        )
        if verdict.chosen is not None:
            deliver(self.order, self.place, figures, plain, verdict.chosen, frames, self.labels)
        whole_files.write(self.place.out / "report.html", report.page(story).encode())
        return verdict
