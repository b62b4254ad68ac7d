"""The whole chain on tiny networks. Functions here stand in for Hawkeye's own commands, which need Java."""

import contextlib
import errno
import io
import shutil
import tempfile
import unittest
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest import mock

import cv2
import numpy as np
import onnx
import torch

from compression import __main__, chain, hawkeye, rounding, whole_files
from compression.footage import frames
from compression.hawkeye import Speed
from compression.learning import distill
from compression.models.network import read, write
from compression.order import Order
from compression.refusal import Refusal
from compression.tests.tiny import tiny_file
from compression.workplace import Workplace, locked

GOOD = {"plain.int8": 0.5, "distilled": 0.7, "distilled.int8": 0.69, "pruned": 0.65, "pruned.int8": 0.64}
BAD = GOOD | {"distilled.int8": 0.5, "pruned.int8": 0.4}


class ChainTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.out = self.folder / "out"
        self.teacher = tiny_file(self.folder, "teacher.onnx", seed=2)
        self.student = tiny_file(self.folder, "student.onnx", seed=1)
        self.camera("yard", 60)
        self.maps = GOOD
        self.quantized: list[str] = []
        self.judged_by: list[tuple[str, str]] = []
        played = {"quantize": self.quantize, "evaluate": self.evaluate, "bench": self.bench, "inspect": self.inspect}
        for name, function in played.items():
            self.enter(mock.patch.object(hawkeye, name, function))
        self.enter(mock.patch.object(chain, "IMPORTANCE_BATCHES", 1))
        self.enter(
            mock.patch.object(
                chain, "LayerTimes", lambda height, width: lambda layer, inputs, outputs: inputs * outputs
            )
        )
        self.enter(mock.patch.dict(distill.BATCH, cpu=2))

    def enter(self, patch: Any) -> None:
        patch.start()
        self.addCleanup(patch.stop)

    def camera(self, name: str, pictures: int, prefix: str = "") -> None:
        (self.folder / name).mkdir()
        for i in range(pictures):
            picture = np.random.default_rng(i).integers(0, 255, (2, 20, 3)).astype(np.uint8)
            cv2.imwrite(str(self.folder / name / f"{prefix}{i:03d}.png"), cv2.resize(picture, (160, 16)))

    def quantize(self, model: Path, out: Path, pictures: Path, *options: str) -> None:
        self.assertEqual((pictures.name, len(list(pictures.glob("*.jpg"))) > 0), ("training", True))
        self.quantized.append(out.name)
        network = onnx.load(model)
        network.doc_string = "quantized"
        onnx.save(network, out)

    def evaluate(self, model: Path, images: Path, labels: Path) -> dict[str, Any]:
        self.judged_by.append((images.name, labels.name))
        objects = len(whole_files.read_json(labels)["annotations"])
        names = {image["file_name"] for image in whole_files.read_json(labels)["images"]}
        self.assertLessEqual(names, {file.name for file in images.iterdir()})
        map = 0.3 if images.name == "unseen" else self.maps.get(model.name.removesuffix(".onnx"), 0.6)
        return {"mAP50-95": map, "mAP50": map, "objects": objects, "classes": []}

    def bench(self, models: list[Path], shape: tuple[int, int], seconds: float) -> dict[Path, Speed]:
        self.assertEqual(shape, (64, 640))
        return {model: Speed(10, 120 if "pruned" in model.name else 100) for model in models}

    def inspect(self, model: Path) -> dict[str, Any]:
        free = {"sides": ["batch", "3", "height", "width"]}
        return {"inputs": [free], "parameters": 1000, "flops": 1e9, "bytes": model.stat().st_size}

    def run_it(self, *options: str | Path, minutes: float = 0.01) -> tuple[int, str, str]:
        arguments = ["--teacher", self.teacher, "--student", self.student, "--frames", self.folder / "yard"]
        arguments += ["--out", self.out, "--minutes", minutes, *options]
        told, wrong = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(wrong):
            try:
                code = __main__.main([str(argument) for argument in arguments])
            except SystemExit as e:
                code = int(e.code or 0)
        return code, told.getvalue(), wrong.getvalue()

    def refusal(self, *options: str) -> str:
        code, _, wrong = self.run_it(*options)
        self.assertEqual(code, 1)
        self.assertRegex(wrong, r"\Acompress: [^\n]+\n\Z")
        return wrong

    def test_delivers_what_is_better_with_a_card(self) -> None:
        code, told, wrong = self.run_it("--prune", "0.2")
        self.assertEqual((code, wrong), (0, ""))
        self.assertIn(
            "pruned, INT8: +14.0 points of mAP50-95 against the plain INT8 student, at 1.20 times its speed", told
        )
        card = {entry.key: entry.value for entry in onnx.load(self.out / "student.int8.onnx").metadata_props}
        self.assertIn("names", card)
        self.assertEqual(card["hawkeye.teacher.name"], "teacher.onnx")
        self.assertEqual(len(card["hawkeye.student.sha256"]), 64)
        self.assertIn("prune 0.2", card["hawkeye.made"])
        self.assertIn("mAP50-95 0.6400", card["hawkeye.accuracy"])
        self.assertNotIn(str(self.folder), "".join(card.values()))
        smaller, whole = onnx.load(self.out / "student.onnx"), onnx.load(self.student)
        self.assertLess(smaller.ByteSize(), whole.ByteSize())
        self.assertIn("Delivered", (self.out / "report.html").read_text())

    def test_other_cameras_are_measured_and_nothing_is_learned_from_them(self) -> None:
        self.camera("street", 20, prefix="street-")
        self.label(f"street-{i:03d}" for i in range(10))
        code, _, wrong = self.run_it("--unseen", self.folder / "street", "--labels", self.folder / "labels")
        self.assertEqual((code, wrong), (0, ""))
        kept = whole_files.read_json(self.out / "work" / "frames.json")
        unseen = [frame for frame in kept if frame["camera"] == "street"]
        self.assertEqual((len(unseen), {frame["part"] for frame in unseen}), (20, {"unseen"}))
        self.assertEqual(
            set(self.judged_by),
            {("judged", "truth.json"), ("unseen", "truth-unseen.json"), ("unseen", "labels-unseen.json")},
        )
        self.assertEqual(len(whole_files.read_json(self.out / "work" / "labels-unseen.json")["annotations"]), 20)
        self.assertIn("unseen, labels: mAP50-95", (self.out / "report.html").read_text())

    def label(self, names: Iterable[str]) -> None:
        """Labels a person and a car in each of these pictures."""
        (self.folder / "labels").mkdir(exist_ok=True)
        for name in names:
            (self.folder / "labels" / f"{name}.txt").write_text("0 0.5 0.5 0.2 0.4\n1 0.1 0.1 0.1 0.1\n")

    def test_labels_of_no_picture_are_refused_before_anything_is_learned_and_can_then_be_given_right(self) -> None:
        self.label(["elsewhere"])
        self.assertIn("names none of the pictures", self.refusal("--labels", str(self.folder / "labels")))
        self.assertEqual(self.quantized, [])
        self.assertEqual(self.run_it()[0], 0)

    def test_labels_of_training_frames_alone_are_learned_from_and_the_teacher_decides(self) -> None:
        self.label(f"{i:03d}" for i in range(20))
        code, told, wrong = self.run_it("--labels", self.folder / "labels")
        self.assertEqual((code, wrong), (0, ""))
        self.assertIn("points of mAP50-95 against the plain INT8 student", told)
        self.assertEqual(set(self.judged_by), {("judged", "truth.json")})
        page = (self.out / "report.html").read_text()
        self.assertIn("<td>labels correct the teacher in<td>20 of 32 training frames, 0 of 4 watched frames", page)
        self.assertNotIn("decide", page)
        self.label(["020"])
        self.assertIn("another --labels", self.refusal("--labels", str(self.folder / "labels")))

    def test_labels_of_judged_frames_decide(self) -> None:
        self.label(f"{i:03d}" for i in range(60))
        with mock.patch.object(chain, "read_quantized", read), mock.patch.object(chain, "write_quantized", write):
            code, told, wrong = self.run_it("--labels", self.folder / "labels", "--qat")
        self.assertEqual((code, wrong), (0, ""))
        self.assertIn("points of mAP50-95 by labels against the plain INT8 student", told)
        self.assertIn(("judged", "labels-judged.json"), self.judged_by)
        watched = whole_files.read_json(self.out / "work" / "watched.json")
        self.assertEqual(len(watched["annotations"]), 2 * len(watched["images"]))
        card = {entry.key: entry.value for entry in onnx.load(self.out / "student.int8.onnx").metadata_props}
        self.assertRegex(card["hawkeye.labels"], r"\A(\d+) of \1 training frames, (\d+) of \2 watched frames\Z")
        page = (self.out / "report.html").read_text()
        self.assertIn("labeled objects in those frames, and decides", page)
        self.assertIn("Boxes where there is no label", page)

    def test_other_cameras_that_are_not_there_are_refused(self) -> None:
        self.assertIn("--unseen nowhere does not exist", self.refusal("--unseen", "nowhere"))

    def test_half_of_what_the_student_was_stays_unless_something_else_is_asked_for(self) -> None:
        self.run_it()
        half = read(self.out / "work" / "distilled.onnx").state_dict()
        taught = whole_files.read_state(self.out / "work" / "distilled.pt")["best"]
        for name, weights in read(self.student).state_dict().items():
            torch.testing.assert_close(half[name], (weights + taught[name]) / 2)
        self.assertIn("another --keep", self.refusal("--keep", "0"))

    def test_what_is_rehearsed_is_not_measured(self) -> None:
        self.camera("others", 20)
        code, _, wrong = self.run_it("--rehearse", self.folder / "others", "--keep", "0")
        self.assertEqual((code, wrong), (0, ""))
        kept = whole_files.read_json(self.out / "work" / "frames.json")
        self.assertEqual({frame["part"] for frame in kept if frame["camera"] == "others"}, {"rehearsed"})
        self.assertEqual(set(self.judged_by), {("judged", "truth.json")})
        card = {entry.key: entry.value for entry in onnx.load(self.out / "student.int8.onnx").metadata_props}
        self.assertIn("of 1 cameras; 20 rehearsed pictures", card["hawkeye.frames"])

    def test_a_finished_run_is_not_repeated(self) -> None:
        self.run_it()
        made = list(self.quantized)
        code, told, _ = self.run_it()
        self.assertEqual((code, self.quantized), (0, made))
        self.assertNotIn("min left", told)

    def test_delivers_nothing_that_is_no_better_and_says_why(self) -> None:
        self.maps = BAD
        wrong = self.refusal("--prune", "0.2")
        self.assertIn("nothing is delivered: no model is better than the plain INT8 student (mAP50-95 0.500)", wrong)
        self.assertFalse((self.out / "student.int8.onnx").exists())
        self.assertFalse((self.out / "student.onnx").exists())
        self.assertIn("no model is better", (self.out / "report.html").read_text())

    def test_what_quantization_refuses_is_not_delivered(self) -> None:
        def refuse(model: Path, out: Path, pictures: Path, *options: str) -> str | None:
            if model == self.student:
                self.quantize(model, out, pictures)
                return None
            return "F1 0.7"

        with mock.patch.object(hawkeye, "quantize", refuse):
            self.assertIn("nothing is delivered: quantization accepted no model: distilled (F1 0.7)", self.refusal())
        self.assertIn("distilled: no INT8 model, F1 0.7", (self.out / "report.html").read_text())

    def refusing_the_student(self, most: int) -> Any:
        """Has quantization refuse the student so many times."""
        asked: list[tuple[str, ...]] = []

        def quantize(model: Path, out: Path, pictures: Path, *options: str) -> str | None:
            if model == self.student:
                asked.append(options)
                if len(asked) <= most:
                    return "neither model can be judged"
                self.assertEqual(options, ("--min-agreement", "0"))
            self.quantize(model, out, pictures)
            return None

        return mock.patch.object(hawkeye, "quantize", quantize)

    def test_a_student_that_cannot_be_judged_is_the_baseline_all_the_same(self) -> None:
        with self.refusing_the_student(1):
            code, told, wrong = self.run_it()
        self.assertEqual((code, wrong), (0, ""))
        self.assertIn("refused as INT8 (neither model can be judged); still used as the baseline", told)

    def test_without_a_baseline_nothing_is_trained(self) -> None:
        with self.refusing_the_student(2):
            self.assertIn("no baseline: neither model can be judged: give another --student", self.refusal())
        self.assertFalse((self.out / "work" / "distilled.pt").exists())

    def of_site(self, counts: dict[str, int]) -> Any:
        """Sites, by address, each with one camera of so many pictures, named after the site and the times of asking."""
        self.asked: list[str] = []

        def pictures(address: str, out: Path, each: int) -> None:
            self.asked.append(address)
            name = f"{address.split(':')[0]}-{len(self.asked)}"
            self.camera(name, counts[address])
            out.mkdir()
            (self.folder / name).rename(out / name)

        return mock.patch.object(hawkeye, "frames", pictures)

    def cameras(self) -> set[str]:
        return {frame["camera"] for frame in whole_files.read_json(self.out / "work" / "frames.json")}

    def test_pictures_of_a_site_are_read_once(self) -> None:
        with self.of_site({"one:9092": 60}):
            with mock.patch.object(frames, "take", side_effect=OSError(errno.EIO, "broken")):
                self.assertIn("broken", self.refusal("--frames", "kafka://one:9092"))
            self.assertEqual(self.run_it("--frames", "kafka://one:9092")[0], 0)
        self.assertEqual((self.asked, self.cameras()), (["one:9092"], {"yard", "one-1"}))

    def test_another_order_reads_the_pictures_of_a_site_again(self) -> None:
        self.label(["elsewhere"])
        with self.of_site({"one:9092": 60}):
            self.refusal("--frames", "kafka://one:9092", "--labels", str(self.folder / "labels"))
            self.assertEqual(self.run_it("--frames", "kafka://one:9092")[0], 0)
        self.assertEqual(self.cameras(), {"yard", "one-2"})

    def test_too_few_pictures_of_a_site_are_not_kept(self) -> None:
        shutil.rmtree(self.folder / "yard")
        self.camera("yard", 5)
        counts = {"one:9092": 5}
        with self.of_site(counts):
            self.assertIn("too few different frames", self.refusal("--frames", "kafka://one:9092"))
            counts["one:9092"] = 60
            self.assertEqual(self.run_it("--frames", "kafka://one:9092")[0], 0)
        self.assertEqual(self.cameras(), {"yard", "one-2"})

    def test_another_order_waits_until_the_first_has_ended_and_changes_nothing_of_it(self) -> None:
        first = Workplace(Order(self.teacher, self.student, ("yard",), self.out))
        with first.alone():
            whole_files.write_json(first.frame_list, [])
            asked = first.file("order.json").read_bytes()
            self.assertIn("another lab/compress is running there", self.refusal("--classes", "person"))
            self.assertTrue(first.frame_list.exists())
            self.assertEqual(first.file("order.json").read_bytes(), asked)

    def test_another_order_in_the_same_folder_is_refused(self) -> None:
        self.run_it()
        self.assertIn("another --classes", self.refusal("--classes", "person"))

    def test_an_order_that_was_wrong_can_be_given_right(self) -> None:
        self.assertIn("--classes tree", self.refusal("--classes", "tree"))
        self.assertEqual(self.run_it()[0], 0)

    def test_files_of_others_are_not_replaced(self) -> None:
        self.out.mkdir()
        (self.out / "student.onnx").write_bytes(b"mine")
        self.assertIn("already has a student.onnx", self.refusal())

    def test_a_full_disk_is_told_in_one_line(self) -> None:
        full = OSError(errno.ENOSPC, "No space left on device")
        with mock.patch.object(whole_files, "write", side_effect=full):
            self.assertIn("no space is left", self.refusal())
        self.assertEqual(self.run_it()[0], 0)

    def test_without_objects_it_ends_early(self) -> None:
        with mock.patch("compression.judging.truth.SURE", 1.1):
            self.assertIn("the teacher finds no person or car in", self.refusal())
        self.assertEqual(self.quantized, [])

    def test_a_wrong_command_line_is_told_in_one_line(self) -> None:
        for options in (
            ["--prune", "1"],
            ["--prune", "many"],
            ["--minutes", "0"],
            ["--keep", "1"],
            ["--teacher", "nowhere.onnx"],
            ["--labels", "x"],
        ):
            with self.subTest(options):
                code, _, wrong = self.run_it(*options)
                self.assertEqual(code, 2)
                self.assertRegex(wrong, r"\Acompress: argument [^\n]+\n\Z")

    def test_the_table_of_rounding_is_about_a_finished_run(self) -> None:
        def told(line: str) -> None:
            pass

        with self.assertRaisesRegex(Refusal, "holds no run that has distilled"):
            rounding.table(self.teacher, self.student, self.out, 0.01, told)
        self.run_it()
        with self.assertRaisesRegex(Refusal, "another teacher than"):
            rounding.table(self.student, self.student, self.out, 0.01, told)
        with locked(self.out), self.assertRaisesRegex(Refusal, "another lab/compress is running there"):
            rounding.table(self.teacher, self.student, self.out, 0.01, told)
        self.assertFalse((self.out / "work" / "rounding").exists())
        with (
            mock.patch.object(rounding, "read_quantized", read),
            mock.patch.object(rounding, "write_quantized", write),
        ):
            rows = rounding.table(self.teacher, self.student, self.out, 0.005, told)
        self.assertEqual([row.student for row in rows], ["plain"] * 5 + ["distilled"] * 5)
        self.assertEqual(str(rows[1]), "| plain | INT8, 7 bits, after training | 0.6000 | 0.6000 |")
        self.assertEqual(rows[5].accuracy.map, GOOD["distilled"])
