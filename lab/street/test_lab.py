"""Run with `python -m unittest` in this folder."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx.reference import ReferenceEvaluator

from anchors import decode, grid
from assign import assign, candidates
from average_precision import average_precision, matches, suppressed
from batches import CUT, Batches, cut
from boxes import complete_iou, iou
from data import Pictures
from export import Exported, export
from loss import loss
from model import CLASSES, OUTPUTS, StreetNet

HEIGHT, WIDTH = 64, 96
PERSON = torch.tensor([[40.0, 30.0, 10.0, 20.0]])
ONE = torch.tensor([0])


def exact(objects: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Perfect boxes of one picture, all of the first object, and the anchors and strides."""
    places, strides = grid(HEIGHT, WIDTH)
    return objects[:1].expand(len(places), 4)[None], places, strides


class AnchorsTest(unittest.TestCase):
    def test_are_those_of_yolov8(self) -> None:
        places, strides = grid(HEIGHT, WIDTH)
        self.assertEqual(len(places), 8 * 12 + 4 * 6 + 2 * 3)
        self.assertEqual(places[13].tolist(), [12, 12])
        self.assertEqual(strides[-1], 32)

    def test_zero_is_a_box_of_one_stride_around_the_anchor(self) -> None:
        places, strides = grid(HEIGHT, WIDTH)
        self.assertEqual(decode(torch.zeros(len(places), 4), places, strides)[13].tolist(), [12, 12, 8, 8])


class BoxesTest(unittest.TestCase):
    def test_half_a_box_overlaps_by_half(self) -> None:
        half = torch.tensor([[40.0, 25.0, 10.0, 10.0]])
        self.assertAlmostEqual(iou(PERSON, half).item(), 0.5, places=5)
        self.assertAlmostEqual(complete_iou(PERSON, PERSON).item(), 1, places=5)
        self.assertLess(complete_iou(PERSON, half).item(), 0.5)

    def test_boxes_apart_have_a_slope(self) -> None:
        away = torch.tensor([[70.0, 30.0, 10.0, 20.0]], requires_grad=True)
        complete_iou(away, PERSON).sum().backward()
        self.assertLess(away.grad[0, 0].item(), 0)


class AssignTest(unittest.TestCase):
    def test_candidates_lie_around_the_center(self) -> None:
        places, _ = grid(HEIGHT, WIDTH)
        anchors, inside = candidates(PERSON[:, :2], HEIGHT, WIDTH)
        first = places[anchors[0, :25][inside[0, :25]]]
        self.assertEqual(len(first), 25)
        self.assertEqual(first.mean(0).tolist(), [44, 28])

    def test_a_small_object_goes_to_the_finest_stride(self) -> None:
        far = torch.tensor([[40.0, 30.0, 3.0, 7.0]])
        predicted, places, strides = exact(far)
        logits = torch.zeros(1, len(places), len(CLASSES))
        found = assign(predicted, logits, places, strides, (HEIGHT, WIDTH), far, ONE, ONE)
        self.assertTrue((strides[found.anchor] == 8).all())
        self.assertEqual(len(found.anchor), 10)

    def test_every_object_gets_an_anchor_and_no_anchor_two_objects(self) -> None:
        objects = torch.tensor([[40.0, 30.0, 10.0, 20.0], [44.0, 30.0, 10.0, 20.0]])
        predicted, places, strides = exact(objects)
        predicted = torch.stack([objects[(places[:, 0] > 42).long()[i]] for i in range(len(places))])[None]
        logits = torch.zeros(1, len(places), len(CLASSES))
        both = torch.tensor([0, 0])
        found = assign(predicted, logits, places, strides, (HEIGHT, WIDTH), objects, both, both)
        self.assertEqual(found.target.unique().tolist(), [0, 1])
        self.assertEqual(len(found.anchor.unique()), len(found.anchor))

    def test_an_anchor_that_two_objects_want_alike_goes_to_one(self) -> None:
        twice = PERSON.repeat(2, 1)
        predicted, places, strides = exact(twice)
        logits = torch.zeros(1, len(places), len(CLASSES))
        both = torch.tensor([0, 0])
        found = assign(predicted, logits, places, strides, (HEIGHT, WIDTH), twice, both, both)
        self.assertGreater(len(found.anchor), 0)
        self.assertEqual(len(found.anchor.unique()), len(found.anchor))

    def test_a_picture_without_objects_has_a_loss_of_scores_alone(self) -> None:
        places, strides = grid(HEIGHT, WIDTH)
        raw = torch.zeros(1, OUTPUTS, len(places), requires_grad=True)
        none = torch.empty(0, dtype=torch.long)
        scores, sides = loss(raw, places, strides, (HEIGHT, WIDTH), torch.empty(0, 4), none, none)
        (scores + sides).backward()
        self.assertGreater(scores.item(), 0)
        self.assertEqual(sides.item(), 0)


class BatchesTest(unittest.TestCase):
    # Each picture is black except for its objects: one, two, none.
    BOXES = np.array([[500, 300, 40, 80], [30, 200, 20, 60], [900, 400, 100, 40]], np.float32)

    def pictures(self) -> Pictures:
        pixels = np.zeros((3, 544, 960, 3), np.uint8)
        for picture, (x, y, width, height) in zip((0, 1, 1), self.BOXES.astype(int), strict=True):
            pixels[picture, y - height // 2 : y + height // 2, x - width // 2 : x + width // 2] = 255
        return Pictures(pixels, self.BOXES, np.array([0, 0, 2]), np.array([0, 1, 3, 3]))

    def test_what_is_cut_out_and_mirrored_has_its_boxes_where_its_objects_are(self) -> None:
        batches = Batches(self.pictures(), 3, 1)
        for whole in (False, True):
            for _ in range(20):
                batch = batches.draw(whole)
                self.assertEqual(batch.pixels.shape[2:], (544, 960) if whole else CUT)
                self.assertEqual(len(batch.classes), len(batch.objects))
                for (x, y, width, height), picture in zip(batch.objects.tolist(), batch.pictures.tolist(), strict=True):
                    columns = slice(round(x - width / 2), round(x + width / 2))
                    lit = batch.pixels[picture, 0, round(y - height / 2) : round(y + height / 2)] > 0
                    self.assertTrue(lit[:, columns].all())
                    self.assertFalse(lit[:, : columns.start][:, -1:].any() or lit[:, columns.stop :][:, :1].any())

    def test_each_picture_is_shown_before_any_is_shown_again(self) -> None:
        batches = Batches(self.pictures(), 3, 1)
        for _ in range(5):
            of = batches.draw(True).pictures.bincount(minlength=3)
            self.assertEqual(sorted(of.tolist()), [0, 1, 2])

    def test_most_cut_outs_show_an_object(self) -> None:
        one = Pictures(self.pictures().bytes[:1], self.BOXES[:1], np.array([0]), np.array([0, 1]))
        batches = Batches(one, 10, 1)
        self.assertGreater(sum(len(batches.draw(False).classes) for _ in range(10)), 80)

    def test_what_little_is_left_of_an_object_is_no_object(self) -> None:
        boxes = np.array([[10.0, 10, 12, 40], [0, 10, 12, 40], [-4, 10, 12, 40]])
        cut_off, kept = cut(boxes, np.zeros((3, 2)), (100, 100))
        self.assertEqual(kept.tolist(), [True, True, False])
        self.assertEqual(cut_off[1].tolist(), [3, 15, 6, 30])


class AveragePrecisionTest(unittest.TestCase):
    def test_the_second_box_of_an_object_is_wrong(self) -> None:
        self.assertEqual(matches(PERSON.repeat(2, 1), PERSON), [True, False])

    def test_the_better_of_two_boxes_stays(self) -> None:
        self.assertEqual(suppressed(PERSON.repeat(2, 1), torch.tensor([0.3, 0.9])).tolist(), [1])

    def test_half_the_objects_found_is_half(self) -> None:
        self.assertAlmostEqual(average_precision([0.9], [True], 2), 51 / 101)
        self.assertAlmostEqual(average_precision([0.9, 0.8], [False, True], 1), 0.5)


class ExportTest(unittest.TestCase):
    def test_what_is_exported_says_what_the_network_says(self) -> None:
        torch.manual_seed(1)
        net = StreetNet().eval()
        pictures = torch.rand(2, 3, HEIGHT, WIDTH)
        with torch.no_grad():
            raw = net(pictures).transpose(1, 2)
            boxes = decode(raw, *grid(HEIGHT, WIDTH))
            expected = torch.cat([boxes, raw[..., 4:].sigmoid()], 2).transpose(1, 2)
            torch.testing.assert_close(Exported(net)(pictures), expected)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "street.onnx"
            export(net, file)
            found = ReferenceEvaluator(onnx.load(file)).run(None, {"images": pictures.numpy()})[0]
        np.testing.assert_allclose(found, expected.numpy(), rtol=1e-3, atol=1e-3)


if __name__ == "__main__":
    unittest.main()
