"""A tiny student learns from a tiny teacher."""

import copy
import itertools
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch

from compression import whole_files
from compression.footage.batches import Batches, plain, tensor, values
from compression.footage.frames import REHEARSED, TRAINING, WATCHED, Frame
from compression.learning.between import between
from compression.learning.distill import School, Training, rate
from compression.learning.loss import loss
from compression.learning.targets import Taught
from compression.learning.teacher import Teacher
from compression.models.classes import Classes, match
from compression.models.network import Network, read
from compression.refusal import Refusal
from compression.tests.tiny import tiny_file

LONG = 100  # minutes


class Killed(Exception):
    """The process ends here."""


class DistillTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.frames = []
        for i in range(6):
            cv2.imwrite(
                str(self.folder / f"{i}.jpg"), np.random.default_rng(i).integers(0, 255, (16, 160, 3)).astype(np.uint8)
            )
            part = TRAINING if i < 4 else WATCHED
            self.frames.append(Frame(f"{i}.jpg", "yard", part, i / 10, "", 160, 16))

    def network(self, seed: int, classes: tuple[str, ...] = ("person", "car")) -> Network:
        return read(tiny_file(self.folder, f"{seed}.onnx", seed=seed, classes=classes))

    def school(self, student: Network, teacher: Network) -> School:
        classes = match(student.names, teacher.names, None)
        parts = [[frame for frame in self.frames if frame.part == part] for part in (TRAINING, WATCHED, REHEARSED)]
        taught = Teacher(teacher, copy.deepcopy(student), classes)
        return School(taught, classes, *parts, self.folder, torch.device("cpu"))

    def pictures(self) -> torch.Tensor:
        return values(tensor([plain(frame, self.folder) for frame in self.frames[:2]]), torch.device("cpu"))

    def test_who_says_the_same_is_at_no_distance(self) -> None:
        network, pictures = self.network(1), self.pictures()
        with torch.no_grad():
            said = network(pictures)
        parts = loss(said, Taught(said.classes, said.boxes), [0, 1], pictures.shape[2])
        for part in parts:
            self.assertAlmostEqual(part.item(), 0, places=4)

    def test_a_step_of_distillation_lowers_the_loss(self) -> None:
        student, teacher, pictures = self.network(1), self.network(2), self.pictures()
        taught = self.school(student, teacher).teacher.teach(pictures)
        optimizer = torch.optim.AdamW(student.parameters(), 1e-3)
        before = loss(student(pictures), taught, [0, 1], pictures.shape[2]).whole
        before.backward()
        optimizer.step()
        after = loss(student(pictures), taught, [0, 1], pictures.shape[2]).whole
        self.assertGreater(before.item(), 0)
        self.assertLess(after.item(), before.item())

    def test_where_neither_sees_anything_nothing_counts(self) -> None:
        network, pictures = self.network(1), self.pictures()
        with torch.no_grad():
            said = network(pictures)
        nothing = said._replace(classes=torch.full_like(said.classes, -12))
        parts = loss(nothing, Taught(nothing.classes - 1, said.boxes + 5 * torch.randn_like(said.boxes)), [0, 1], 64)
        self.assertEqual([part.item() for part in parts], [0, 0, 0])

    def test_classes_are_matched_by_name(self) -> None:
        student = self.network(1, ("car", "dog", "person"))
        teacher = self.network(2, ("person", "tree", "car"))
        classes = match(student.names, teacher.names, None)
        self.assertEqual(classes, Classes(("car", "dog", "person"), (2, None, 0), (0, 2)))
        self.assertEqual(match(student.names, teacher.names, ["person"]).counted, (2,))
        pictures = self.pictures()
        with torch.no_grad():
            theirs, mine = teacher(pictures), student(pictures)
        taught = self.school(student, teacher).teacher.teach(pictures)
        torch.testing.assert_close(taught.classes[:, [0, 2]], theirs.classes[:, [2, 0]])
        torch.testing.assert_close(taught.classes[:, 1], mine.classes[:, 1])

    def test_without_a_common_class_it_is_refused(self) -> None:
        with self.assertRaisesRegex(Refusal, "no class in common"):
            match({0: "person"}, {0: "tree"}, None)
        with self.assertRaisesRegex(Refusal, "--classes dog"):
            match({0: "person", 1: "dog"}, {0: "person"}, ["dog"])

    def test_a_killed_run_goes_on_where_it_was(self) -> None:
        student, teacher = self.network(1), self.network(2)
        checkpoint = self.folder / "student.pt"
        school = self.school(student, teacher)
        first = Training("student", copy.deepcopy(student), school, checkpoint, LONG)
        self.kill_after(first, 5)
        with self.assertRaises(Killed):
            first.run(lambda line: None)
        first._save()
        second = Training("student", copy.deepcopy(student), school, checkpoint, LONG)
        self.assertEqual((second.step, second.spent, second.curve), (5, first.spent, first.curve))
        for one, other in zip(first.network.parameters(), second.network.parameters(), strict=True):
            torch.testing.assert_close(one, other)
        self.kill_after(second, 8)
        with self.assertRaises(Killed):
            second.run(lambda line: None)
        self.assertEqual(second.step, 8)
        self.assertEqual(len(second.curve), 1)

    def kill_after(self, training: Training, steps: int) -> None:
        learn = training._step

        def step(pictures: torch.Tensor, taught: Taught) -> torch.Tensor:
            if training.step == steps:
                raise Killed
            return learn(pictures, taught)

        training._step = step

    def test_what_was_learned_is_returned_and_a_finished_run_is_not_repeated(self) -> None:
        student, teacher = self.network(1), self.network(2)
        checkpoint = self.folder / "student.pt"
        school = self.school(student, teacher)
        training = Training("student", copy.deepcopy(student), school, checkpoint, 0.03)
        lines: list[str] = []
        learned = training.run(lines.append)
        self.assertLess(training.least, training.curve[0].watched)
        self.assertIn("done", lines[-1])
        again = Training("student", copy.deepcopy(student), school, checkpoint, 0.03)
        repeated = again.run(lambda line: self.fail("nothing is left to do"))
        for one, other in zip(learned.parameters(), repeated.parameters(), strict=True):
            torch.testing.assert_close(one, other)

    def taught_at(self, distances: list[float]) -> tuple[Training, Network]:
        """A training of at most 30 steps that measures these distances, repeating the last one, and its result."""
        student = self.network(1)
        school = self.school(student, self.network(2))
        training = Training("student", student, school, self.folder / "student.pt", LONG)
        training._progress = lambda: training.step / 30
        training._far = lambda watched: distances[min(len(training.curve), len(distances) - 1)]
        return training, training.run(lambda line: None)

    def test_when_nothing_comes_nearer_the_rate_falls_and_the_training_ends_early(self) -> None:
        training, learned = self.taught_at([1.0, 0.5, 0.9])
        self.assertTrue(10 < training.step < 25, training.step)
        self.assertLess(
            training.optimizer.param_groups[0]["lr"], 0.2 * rate(training._progress(), training.step) * training.highest
        )
        torch.testing.assert_close(learned.state_dict(), training.mean.state_dict())
        self.assertNotEqual(self.numbers(learned.state_dict()), self.numbers(training.best))

    def test_while_it_comes_nearer_it_takes_all_of_its_time(self) -> None:
        training, _ = self.taught_at([1 / (1 + i) for i in range(30)])
        self.assertEqual(training.step, 30)

    def test_if_it_ends_further_away_than_it_began_the_best_weights_are_returned(self) -> None:
        training, learned = self.taught_at([1.0, 0.5, 1.1])
        self.assertEqual(self.numbers(learned.state_dict()), self.numbers(training.best))

    def test_the_backbone_learns_slowly_or_not_at_all(self) -> None:
        for backbone in (0.0, 0.3):
            student = self.network(1)
            before = {name: weights.detach().clone() for name, weights in student.weights.items()}
            school, file = self.school(student, self.network(2)), self.folder / f"{backbone}.pt"
            training = Training("student", student, school, file, LONG, backbone=backbone)
            self.kill_after(training, 2)
            with self.assertRaises(Killed):
                training.run(lambda line: None)
            slow = {id(parameter) for parameter in student.backbone()}
            moved: dict[bool, float] = {True: 0.0, False: 0.0}
            for name, weights in student.weights.items():
                far = (weights - before[name]).abs().max().item()
                self.assertEqual(far == 0, backbone == 0 and id(weights) in slow, name)
                moved[id(weights) in slow] = max(moved[id(weights) in slow], far)
            # The first steps of Adam move each weight by about the learning rate.
            self.assertAlmostEqual(moved[True], backbone * moved[False], delta=0.2 * moved[False])

    def numbers(self, state: dict[str, torch.Tensor]) -> list[list[float]]:
        return [tensor.flatten().tolist() for tensor in state.values()]

    def test_what_is_kept_of_the_student_lies_between_what_it_was_and_what_it_is(self) -> None:
        before, after = self.network(1), self.network(2)
        taught = {name: weights.clone() for name, weights in after.state_dict().items()}
        for keep in (0.0, 0.25, 1.0):
            for name, weights in between(before, after, keep).state_dict().items():
                torch.testing.assert_close(weights, keep * before.state_dict()[name] + (1 - keep) * taught[name])
        torch.testing.assert_close(after.state_dict(), taught)

    def test_the_order_of_pictures_follows_from_the_step(self) -> None:
        batches = Batches(self.frames, self.folder, 4)
        stream = batches.draw(0)
        all_of_it = [next(stream) for _ in range(5)]
        stream.close()
        stream = batches.draw(3)
        torch.testing.assert_close(next(stream), all_of_it[3])
        stream.close()
        self.assertEqual(sorted(index for batch in batches.round(7) for index in batch), list(range(6)))

    def test_labels_change_neither_the_order_nor_the_pictures(self) -> None:
        labels = {frame.file: np.array([[0, 10.0, 12, 300, 40, 1]]) for frame in self.frames[:5]}
        without, with_them = (
            list(itertools.islice(Batches(self.frames, self.folder, 4, labels=each).draw(0), 6))
            for each in ({}, labels)
        )
        for one, other in zip(without, with_them, strict=True):
            torch.testing.assert_close(one.pictures, other.pictures)
            self.assertEqual(one.labels, [None] * len(one.pictures))
        self.assertIn(1, {len(boxes) for batch in with_them for boxes in batch.labels if boxes is not None})
        self.assertIn(None, [boxes is None or None for batch in with_them for boxes in batch.labels])

    def test_labels_correct_training_and_watched_frames(self) -> None:
        student, teacher = self.network(1), self.network(2)
        school = self.school(student, teacher)
        labels = {frame.file: np.zeros((0, 6)) for frame in self.frames}
        for frames, highest in ((labels, 0.01), ({}, 1.0)):
            training = Training("student", student, replace(school, labels=frames), self.folder / "x.pt", LONG)
            batch = next(Batches(school.training, self.folder, 2, labels=frames).draw(0))
            for taught in (training._taught(batch)[1], training._watched()[0][1]):
                scores = taught.classes.float().sigmoid()
                self.assertEqual(scores.max().item() < 0.011, highest < 1)

    def test_two_batches_in_five_are_rehearsed_and_no_frame_is_left_out_for_them(self) -> None:
        others = []
        for i, shape in enumerate([(40, 30, 3), (25, 60, 3)]):
            cv2.imwrite(str(self.folder / f"other-{i}.jpg"), np.full(shape, 200, np.uint8))
            others.append(Frame(f"other-{i}.jpg", "others", REHEARSED, 0, "", shape[1], shape[0]))
        without, with_them = (
            list(itertools.islice(Batches(self.frames, self.folder, 4, 1, rehearsed).draw(0), count))
            for rehearsed, count in (((), 6), (others, 10))
        )
        self.assertEqual([batch.rehearsed for batch in with_them], [False, False, True, False, True] * 2)
        torch.testing.assert_close(
            [batch.pictures for batch in with_them if not batch.rehearsed], [batch.pictures for batch in without]
        )
        for batch in with_them:
            if batch.rehearsed:
                self.assertEqual(batch.pictures.shape, (4, 3, *self.frames[0].box.shape))

    def test_on_rehearsed_pictures_the_student_learns_to_stay_as_it_was(self) -> None:
        student, teacher, pictures = self.network(1), self.network(2), self.pictures()
        school = self.school(student, teacher)
        with torch.no_grad():
            before = student(pictures)
            for parameter in student.parameters():
                parameter.add_(1.0)
        rehearsed = school.teacher.rehearse(pictures)
        torch.testing.assert_close(rehearsed.classes, before.classes)
        torch.testing.assert_close(rehearsed.boxes, before.boxes)

    def test_a_file_that_cannot_be_written_stays_as_it_was(self) -> None:
        file = self.folder / "state"
        whole_files.write(file, b"before")
        (self.folder / "state.part").mkdir()
        with self.assertRaises(OSError):
            whole_files.write(file, b"after")
        self.assertEqual(file.read_bytes(), b"before")
