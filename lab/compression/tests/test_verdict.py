"""What is delivered, and what the report says."""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from compression.footage.frames import JUDGED, TRAINING, Frame
from compression.judging import missed, report, truth
from compression.judging.judge import FP32, INT8, LABELS, TEACHER, Accuracy, Figures
from compression.judging.verdict import Verdict, decide, enough
from compression.learning.distill import Look
from compression.models.classes import match
from compression.models.detect import Boxes, chosen
from compression.refusal import Refusal


def figures(what: str, map: float, speed: float = 1.0, precision: str = INT8) -> Figures:
    return Figures(
        what,
        precision,
        Path(f"{what}.onnx"),
        {TEACHER: Accuracy(map, map, 10, {"person": (10, map)})},
        1,
        1.0,
        1,
        10 / speed,
        speed,
    )


PLAIN = figures("student", 0.60)


class VerdictTest(unittest.TestCase):
    def test_the_pruned_one_goes_first_if_it_is_better_and_faster(self) -> None:
        distilled, pruned = figures("distilled", 0.70), figures("pruned", 0.65, 1.2)
        self.assertIs(decide(PLAIN, [distilled], [pruned], {}).chosen, pruned)
        self.assertIs(decide(PLAIN, [distilled], [figures("pruned", 0.65, 0.9)], {}).chosen, distilled)
        self.assertIs(decide(PLAIN, [distilled], [figures("pruned", 0.55, 1.2)], {}).chosen, distilled)

    def test_labels_decide_if_there_are_any(self) -> None:
        def both(what: str, by_teacher: float, by_labels: float) -> Figures:
            own = figures(what, by_teacher)
            return replace(own, measured=own.measured | {LABELS: Accuracy(by_labels, by_labels, 10, {})})

        plain = both("student", 0.6, 0.4)
        wiser, obedient = both("distilled", 0.5, 0.45), both("distilled, QAT", 0.7, 0.35)
        verdict = decide(plain, [wiser], [], {}, LABELS)
        self.assertIs(verdict.chosen, wiser)
        self.assertIn("+5.0 points of mAP50-95 by labels against the plain INT8 student", verdict.reason)
        refused = decide(plain, [obedient], [], {}, LABELS)
        self.assertIsNone(refused.chosen)
        self.assertIn("(mAP50-95 by labels 0.400); the best one has 0.350", refused.reason)

    def test_labels_of_a_few_pictures_decide_nothing(self) -> None:
        objects = [{"id": 1}]
        self.assertFalse(enough(None))
        self.assertFalse(enough({"images": [{}] * 7, "annotations": objects}))
        self.assertFalse(enough({"images": [{}] * 8, "annotations": []}))
        self.assertTrue(enough({"images": [{}] * 8, "annotations": objects}))

    def test_the_better_way_of_quantization_on_other_frames_is_delivered(self) -> None:
        after, within = figures("distilled", 0.70), figures("distilled, QAT", 0.71)
        for best, watched in ((within, (0.5, 0.6)), (after, (0.6, 0.5))):
            chosen = decide(
                PLAIN, [after, within], [], dict(zip((after.file, within.file), watched, strict=True))
            ).chosen
            self.assertIs(chosen, best)

    def test_a_model_that_is_no_better_is_refused_with_the_reason(self) -> None:
        verdict = decide(PLAIN, [figures("distilled", 0.60)], [figures("pruned", 0.5, 2.0)], {})
        self.assertIsNone(verdict.chosen)
        self.assertIn("0.600", verdict.reason)
        self.assertIn("no model is better", verdict.reason)

    def test_without_an_int8_model_the_reason_is_that_of_each(self) -> None:
        refused = {"distilled": "neither model can be judged", "pruned": "agreement (F1) 0.700"}
        self.assertEqual(
            decide(PLAIN, [], [], {}, refused=refused).reason,
            "quantization accepted no model: distilled (neither model can be judged), pruned (agreement (F1) 0.700)",
        )


class ReportTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.frame = Frame("a.jpg", "yard", JUDGED, 0.8, "", 320, 180)
        cv2.imwrite(str(self.folder / "a.jpg"), np.full((180, 320, 3), 90, np.uint8))

    def story(self, verdict: Verdict, comparison: missed.Comparison | None) -> report.Story:
        curves = {"distilled": [Look(0, None, 1.0), Look(1, 0.9, 0.8)]}
        table = [figures("student", 0.6, precision=FP32), PLAIN, *([verdict.chosen] if verdict.chosen else [])]
        return report.Story(
            "a <student>",
            [("teacher", "t.onnx")],
            ("person",),
            [self.frame],
            self.folder,
            table,
            verdict,
            {},
            curves,
            comparison,
        )

    def test_says_in_one_file_what_was_delivered(self) -> None:
        verdict = decide(PLAIN, [figures("distilled", 0.7)], [], {})
        own = Boxes(np.array([[10.0, 10, 60, 90]]), np.ones(1), np.zeros(1, int))
        shown = missed.Shown(self.frame, own, np.array([False]), np.array([True]))
        page = report.page(self.story(verdict, missed.Comparison([shown], 3, 2)))
        self.assertIn("Delivered:</b> distilled, INT8: +10.0 points", page)
        self.assertIn("1 that the plain INT8 student missed are found now", page)
        self.assertIn("<tr><td>person<td>10<td>0.6000<td>0.7000", page)
        self.assertIn("<svg", page)
        self.assertIn("data:image/jpeg;base64,", page)
        self.assertIn("a &lt;student&gt;", page)
        self.assertNotIn("<?xml", page)
        self.assertNotRegex(page, r"(src|href)=.http")

    def test_says_why_nothing_is_delivered(self) -> None:
        page = report.page(self.story(decide(PLAIN, [figures("distilled", 0.5)], [], {}), None))
        self.assertIn("Nothing is delivered:</b> no model is better than the plain INT8 student", page)

    def test_a_busy_machine_is_told_by_models_of_one_graph(self) -> None:
        for speed, told in ((0.87, True), (1.02, False)):
            verdict = decide(PLAIN, [figures("distilled", 0.7, speed)], [], {})
            page = report.page(self.story(verdict, None))
            self.assertEqual("models with the same graph were up to 13% apart" in page, told)


class TruthTest(unittest.TestCase):
    def test_the_best_of_boxes_that_overlap_stays_in_each_class(self) -> None:
        output = np.array([[50, 52, 50, 200], [50, 50, 50, 50], [40, 40, 40, 40], [40, 40, 40, 40],
                           [0.9, 0.8, 0.1, 0.3], [0.0, 0.1, 0.7, 0.2]], np.float32)  # fmt: skip
        found = chosen(output, 0.25)
        self.assertEqual(found.classes.tolist(), [0, 1, 0])
        self.assertEqual(found.corners[0].tolist(), [30, 30, 70, 70])
        self.assertEqual(chosen(output, 0.95).corners.shape, (0, 4))

    def test_a_box_finds_one_object_of_its_class(self) -> None:
        own = Boxes(np.array([[0.0, 0, 10, 10], [20, 0, 30, 10]]), np.ones(2), np.array([0, 1]))
        boxes = Boxes(
            np.array([[0.0, 0, 10, 9], [0, 0, 10, 8], [20, 0, 30, 10], [0, 0, 9, 9]]),
            np.ones(4),
            np.array([0, 0, 0, 5]),
        )
        found, finds = missed.matched(own, boxes)
        self.assertEqual(found.tolist(), [True, False])
        self.assertEqual(finds.tolist(), [True, False, False, False])

    def test_boxes_of_the_teacher_get_the_students_classes(self) -> None:
        classes = match({0: "dog", 1: "person"}, {0: "person", 1: "tree", 2: "dog"}, ["person"])
        boxes = Boxes(np.arange(12.0).reshape(3, 4), np.ones(3), np.array([2, 0, 1]))
        found = classes.of_teacher(boxes, ["person", "tree", "dog"])
        self.assertEqual((found.classes.tolist(), found.corners.tolist()), ([1], [[4, 5, 6, 7]]))

    def test_labels_of_yolo_are_read_by_the_name_of_the_picture(self) -> None:
        classes = match({0: "person", 1: "car"}, {1: "person"}, None)
        frame = Frame("judged/yard-000007.jpg", "yard", JUDGED, 0.8, "yard/0007.png", 64, 36)
        other = Frame("judged/yard-000008.jpg", "yard", JUDGED, 0.9, "yard/0008.png", 64, 36)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "0007.txt").write_text("0 0.5 0.5 0.25 0.5\n1 0.5 0.5 0.25 0.5\n\n")
            found = truth.of_labels(Path(folder), classes, [frame, other])
            self.assertEqual(truth.of_labels(Path(folder), classes, [other]), {})
        self.assertEqual([each["file_name"] for each in found[JUDGED]["images"]], ["yard-000007.jpg"])
        self.assertEqual(truth.boxes_by_file(found[JUDGED])["yard-000007.jpg"].corners.tolist(), [[24, 9, 40, 27]])

    def of_yolo(self, text: str | bytes) -> tuple[list[list[float]], list[int]]:
        """Boxes and classes of a picture of 100 x 100 pixels; people are 0, cars 1, and dogs, 2, do not count."""
        classes = match({0: "person", 1: "car", 2: "dog"}, {0: "car", 1: "person"}, None)
        frame = Frame("judged/a.jpg", "yard", JUDGED, 0.8, "a.jpg", 100, 100)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.txt").write_bytes(text.encode() if isinstance(text, str) else text)
            found = truth.boxes_by_file(truth.of_labels(Path(folder), classes, [frame])[JUDGED])["a.jpg"]
        return found.corners.round(6).tolist(), found.classes.tolist()

    def test_an_outline_of_yolo_counts_as_the_box_around_it(self) -> None:
        found = self.of_yolo("1 0.1 0.6 0.3 0.6 0.2 0.8\n0 0.5 0.4 0.6 0.2 0.7 0.4 0.6 0.9\n0 0.5 0.5 0.5 0.5\n")
        self.assertEqual(found, ([[10, 60, 30, 80], [50, 20, 70, 90], [25, 25, 75, 75]], [1, 0, 0]))

    def test_labels_of_yolo_that_are_a_little_off_are_read_like_model_evaluate_reads_them(self) -> None:
        box = ([[40, 40, 60, 60]], [0])
        for text in (
            "\ufeff0 0.5 0.5 0.2 0.2\n",
            "0 0.5 0.5 0.2 0.2\r\n\r\n0  0.50 0.50\t0.20 0.20",
            "2 0.5 0.5 1 1\n0 0.5 0.5 0.2 0.2 ",
        ):
            with self.subTest(text):
                self.assertEqual(self.of_yolo(text), box)
        cut, narrow = "0 0.95 1.01 0.2 0.2", "1 0.5 0.5 -0.01 0.2"
        self.assertEqual(self.of_yolo(f"{cut}\n{narrow}"), ([[85, 91, 100, 100], [50, 40, 50, 60]], [0, 1]))
        self.assertEqual(self.of_yolo("\n"), ([], []))

    def test_wrong_labels_of_yolo_are_refused_with_file_and_line(self) -> None:
        for line, rule in {
            "0 0.5 0.5 0.2": "must be 'class cx cy w h', or a class and the corners of an outline",
            "0 0.5 0.5 0.2 0.2 0.9": "must be 'class cx cy w h', or a class and the corners of an outline",
            "0 0.5 0.5 0.2 0.2 0.9 0.5 0.5": "must be 'class cx cy w h', or a class and the corners of an outline",
            "car 0.5 0.5 0.2 0.2": "must be numbers only",
            "3 0.5 0.5 0.2 0.2": "must start with a class of the student, 0 to 2",
            "0.5 0.5 0.5 0.2 0.2": "must start with a class of the student, 0 to 2",
            "nan 0.5 0.5 0.2 0.2": "must start with a class of the student, 0 to 2",
            "0 320 240 64 48": "must have shares of the picture's width and height, 0 to 1",
            "0 0.5 0.5 nan 0.2": "must have shares of the picture's width and height, 0 to 1",
        }.items():
            with self.subTest(line), self.assertRaises(Refusal) as refused:
                self.of_yolo(f"0 0.5 0.5 0.2 0.2\n\n{line}\n")
            self.assertRegex(str(refused.exception), r"\A--labels \S+a\.txt line 3 ")
            self.assertTrue(str(refused.exception).endswith(f" {rule}, got: {line}"), refused.exception)
        with self.assertRaisesRegex(Refusal, "a.txt is not a text file"):
            self.of_yolo(b"\xff\xfe0")

    def test_labels_are_those_of_the_judged_pictures(self) -> None:
        classes = match({0: "person", 1: "car"}, {0: "person"}, None)
        document = {
            "images": [{"id": 5, "file_name": "yard/0007.png"}, {"id": 6, "file_name": "yard/0001.png"}],
            "annotations": [
                {"id": 1, "image_id": 5, "category_id": 3, "bbox": [1, 2, 3, 4]},
                {"id": 2, "image_id": 5, "category_id": 4, "bbox": [1, 2, 3, 4]},
                {"id": 3, "image_id": 6, "category_id": 3, "bbox": [1, 2, 3, 4]},
            ],
            "categories": [{"id": 3, "name": "person"}, {"id": 4, "name": "car"}],
        }
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "labels.json")
            truth.whole_files.write_json(file, document)
            frame = Frame("judged/yard-000007.jpg", "yard", JUDGED, 0.8, "yard/0007.png", 64, 36)
            found = truth.of_labels(file, classes, [frame])[JUDGED]
        self.assertEqual([each["file_name"] for each in found["images"]], ["yard-000007.jpg"])
        self.assertEqual([each["id"] for each in found["annotations"]], [1])
        boxes = truth.boxes_by_file(found)["yard-000007.jpg"]
        self.assertEqual((boxes.corners.tolist(), boxes.classes.tolist()), ([[1, 2, 4, 6]], [0]))

    def of_coco(self, file_names: list[str], annotations: list[dict], frames: list[Frame]) -> dict:
        """Labels of pictures with ids from 0 on; dogs are 7, people 3."""
        document = {
            "images": [{"id": i, "file_name": name} for i, name in enumerate(file_names)],
            "annotations": annotations,
            "categories": [{"id": 3, "name": "person"}, {"id": 7, "name": "dog"}],
        }
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "labels.json")
            truth.whole_files.write_json(file, document)
            return truth.of_labels(file, match({0: "dog", 1: "person"}, {0: "person", 1: "dog"}, None), frames)

    def test_labels_to_learn_from_have_the_students_classes_and_pixels_of_the_input(self) -> None:
        frames = [Frame(f"training/yard-{i}.jpg", "yard", TRAINING, 0, f"{i}.png", 1280, 720) for i in range(4)]
        annotations = [
            {"id": 1, "image_id": 0, "category_id": 7, "bbox": [0, 0, 1280, 720]},
            {"id": 2, "image_id": 0, "category_id": 3, "bbox": [1270, 700, 20, 20], "iscrowd": 0},
            {"id": 3, "image_id": 0, "category_id": 3, "bbox": [10, 10, 0, 20]},
            {"id": 4, "image_id": 1, "category_id": 3, "bbox": [0, 0, 100, 100], "iscrowd": 1},
        ]
        found = truth.of_inputs(self.of_coco(["0.png", "1.png", "2.png"], annotations, frames)[TRAINING], frames)
        self.assertEqual(set(found), {"training/yard-0.jpg", "training/yard-2.jpg"})
        self.assertEqual(found["training/yard-0.jpg"].tolist(), [[0, 0, 12, 640, 372, 1], [1, 635, 362, 640, 372, 1]])
        self.assertEqual(found["training/yard-2.jpg"].shape, (0, 6))

    def test_labels_that_could_be_of_several_pictures_are_refused(self) -> None:
        yard, gate = (Frame(f"training/{name}.jpg", name, TRAINING, 0, f"{name}/0.png", 64, 36) for name in "ab")
        self.assertEqual(len(self.of_coco(["a/0.png", "b/0.png"], [], [yard, gate])[TRAINING]["images"]), 2)
        for names in (["0.png"], ["c/0.png", "d/0.png"]):
            with self.subTest(names), self.assertRaisesRegex(Refusal, "several pictures are called 0.png"):
                self.of_coco(names, [], [yard, gate])
