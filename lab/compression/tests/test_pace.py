"""The fastest pace is found by trying."""

import unittest
from unittest import mock

import torch

from compression.learning import pace
from compression.learning.pace import Pace


class PaceTest(unittest.TestCase):
    def setUp(self) -> None:
        threads = torch.get_num_threads()
        self.addCleanup(torch.set_num_threads, threads)
        self.now = 0.0
        self.tried: list[Pace] = []

    def fastest(self, seconds: dict[Pace, float], exact: bool = False) -> Pace:
        def step(pace: Pace) -> None:
            self.tried.append(pace)
            self.now += seconds.get(pace, 10.0)

        with (
            mock.patch.object(pace.os, "cpu_count", return_value=2),
            mock.patch.object(pace.time, "monotonic", lambda: self.now),
        ):
            return pace.fastest(step, exact)

    def test_the_shortest_step_wins(self) -> None:
        best = self.fastest({Pace(1, False): 2, Pace(2, False): 1.5, Pace(1, True): 1, Pace(2, True): 9})
        self.assertEqual(best, Pace(1, True))
        self.assertEqual(torch.get_num_threads(), 1)

    def test_what_is_hopeless_is_tried_once(self) -> None:
        self.fastest({Pace(1, False): 1})
        self.assertEqual([self.tried.count(Pace(*each)) for each in ((1, False), (1, True))], [2, 1])

    def test_what_must_be_exact_is_not_tried_in_16_bits(self) -> None:
        self.assertEqual(self.fastest({Pace(2, True): 1, Pace(2, False): 2}, exact=True), Pace(2, False))
