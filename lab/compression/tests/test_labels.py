"""Labels correct the teacher."""

import unittest

import numpy as np
import torch

from compression.learning.labels import NEVER, corrected, distributions
from compression.learning.targets import Taught
from compression.models.decode import anchors, decode

HEIGHT, WIDTH, BINS = 128, 192, 16
FEATURES = [torch.zeros(2, 1, HEIGHT // stride, WIDTH // stride) for stride in (8, 16, 32)]
CENTERS, STRIDES = anchors(FEATURES, HEIGHT)
QUIET = -9.0  # logit
PERSON, CAR, DOG = range(3)
COUNTED = (PERSON, CAR)
OBJECT = [40.0, 30.0, 90.0, 110.0]  # left, top, right, bottom


def rows(*objects: tuple[int, list[float]], left: float = 1.0) -> np.ndarray:
    return np.array([[kind, *corners, left] for kind, corners in objects]).reshape(-1, 6)


class LabelsTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(1)
        self.taught = Taught(torch.full((2, 3, len(STRIDES)), QUIET), torch.randn(2, 4 * BINS, len(STRIDES)))

    def see(self, kind: int, corners: list[float], logit: float, picture: int = 0) -> int:
        """Has the teacher see an object, at the anchor of the middle stride nearest to it. Returns that anchor."""
        low, high = torch.tensor(corners).view(2, 2)
        far = (CENTERS.T - (low + high) / 2).norm(dim=1) + 1000 * (STRIDES != 16)
        anchor = int(far.argmin())
        sides = torch.cat([CENTERS[:, anchor] - low, high - CENTERS[:, anchor]]) / 16
        self.taught.boxes[picture, :, anchor] = distributions(sides[None], BINS).flatten()
        self.taught.classes[picture, kind, anchor] = logit
        return anchor

    def correct(self, *labels: np.ndarray | None) -> Taught:
        return corrected(self.taught, labels, COUNTED, FEATURES, HEIGHT)

    def sure(self, taught: Taught, kind: int, picture: int = 0) -> list[int]:
        return (taught.classes[picture, kind].sigmoid() > 0.5).nonzero().flatten().tolist()

    def corners(self, taught: Taught, anchor: int) -> list[float]:
        middle, size = decode(taught.boxes, FEATURES, HEIGHT)[0, :, anchor].view(2, 2)
        return torch.cat([middle - size / 2, middle + size / 2]).tolist()

    def assert_same(self, one: Taught, other: Taught) -> None:
        for mine, theirs in zip(one, other, strict=True):
            torch.testing.assert_close(mine, theirs, rtol=0, atol=0)

    def test_a_mistake_is_lowered_and_nothing_else(self) -> None:
        anchor = self.see(PERSON, OBJECT, 2.0)
        for labels in (rows(), rows((PERSON, [100.0, 30, 150, 110]), left=0.1), rows((CAR, OBJECT), left=0.1)):
            taught = self.correct(labels, None)
            self.assertAlmostEqual(taught.classes[0, PERSON, anchor].sigmoid().item(), 0.01, places=5)
            taught.classes[0, PERSON, anchor] = 2.0
            self.assert_same(taught, self.taught)

    def test_a_miss_gets_the_box_of_its_label_at_a_few_anchors_of_its_size(self) -> None:
        taught = self.correct(rows((PERSON, OBJECT)), None)
        anchors = self.sure(taught, PERSON)
        self.assertEqual(len(anchors), 3)
        for anchor in anchors:
            self.assertIn(STRIDES[anchor], (16, 32))
            self.assertAlmostEqual(taught.classes[0, PERSON, anchor].sigmoid().item(), 0.8, places=5)
            np.testing.assert_allclose(self.corners(taught, anchor), OBJECT, atol=0.5)
        others = [i for i in range(len(STRIDES)) if i not in anchors]
        torch.testing.assert_close(taught.boxes[..., others], self.taught.boxes[..., others])
        self.assertEqual(self.sure(taught, CAR) + self.sure(taught, PERSON, picture=1), [])

    def test_what_is_found_of_another_class_is_a_mistake_and_a_miss(self) -> None:
        anchor = self.see(CAR, OBJECT, 2.0)
        taught = self.correct(rows((PERSON, OBJECT)), None)
        self.assertIn(anchor, self.sure(taught, PERSON))
        self.assertEqual(self.sure(taught, CAR), [])

    def test_a_found_object_stays_as_the_teacher_says(self) -> None:
        self.see(PERSON, OBJECT, -0.9)
        self.see(CAR, [100.0, 20, 160, 60], 3.0)
        labels = rows((PERSON, [42.0, 33, 93, 108]), (CAR, [100.0, 22, 158, 62]))
        self.assert_same(self.correct(labels, None), self.taught)

    def test_a_miss_takes_no_anchor_of_a_found_object_or_of_a_nearer_miss(self) -> None:
        anchor = self.see(PERSON, OBJECT, 2.0)
        smaller, lower = [50.0, 50, 80, 90], [50.0, 60, 80, 100]
        taught = self.correct(rows((PERSON, OBJECT), (CAR, smaller), (CAR, lower)), None)
        self.assertEqual(self.corners(taught, anchor), self.corners(self.taught, anchor))
        self.assertEqual(self.sure(taught, PERSON), [anchor])
        found = [self.corners(taught, each) for each in self.sure(taught, CAR)]
        for label in (smaller, lower):
            self.assertTrue(any(np.allclose(label, corners, atol=0.5) for corners in found))
        self.assertTrue(
            all(np.allclose(smaller, each, atol=0.5) or np.allclose(lower, each, atol=0.5) for each in found)
        )

    def test_what_is_cut_or_tiny_is_neither_a_mistake_nor_a_miss(self) -> None:
        tiny = [100.0, 100, 104, 106]
        for labels in (rows((PERSON, OBJECT), left=0.2), rows((PERSON, tiny))):
            self.assert_same(self.correct(labels, None), self.taught)
        self.see(PERSON, OBJECT, 2.0)
        self.assert_same(self.correct(rows((PERSON, OBJECT), left=0.2), None), self.taught)

    def test_pictures_without_labels_and_classes_that_do_not_count_stay(self) -> None:
        self.see(DOG, OBJECT, 2.0)
        self.see(PERSON, OBJECT, 2.0, picture=1)
        self.assert_same(self.correct(rows(), None), self.taught)
        self.assert_same(self.correct(None, None), self.taught)
        self.assert_same(self.correct(), self.taught)

    def test_the_mean_of_a_distribution_is_the_distance_within_its_range(self) -> None:
        logits = distributions(torch.tensor([[0.0, 2.25, 40.0, -1.0]]), BINS)
        self.assertEqual(logits.min().item(), NEVER)
        mean = (logits.softmax(2) * torch.arange(BINS)).sum(2)
        torch.testing.assert_close(mean, torch.tensor([[0.0, 2.25, 15.0, 0.0]]), atol=0.01, rtol=0)
