"""Networks that round during training."""

import copy
import tempfile
import unittest
from functools import cache
from pathlib import Path
from unittest import mock

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, numpy_helper

from compression.models import fake
from compression.models.errors import ModelError
from compression.models.fake import Line
from compression.models.graph import Graph
from compression.models.network import read, session
from compression.models.quantized import read_quantized, write_quantized
from compression.pruning.prune import prune
from compression.tests.tiny import tiny, tiny_file
from compression.tests.tiny_int8 import tiny_int8

PICTURES = np.random.default_rng(6).integers(0, 256, (1, 3, 64, 96)).astype(np.float32) / 255


@cache
def made(most: int) -> bytes:
    return tiny_int8(tiny(), most).SerializeToString()


def bytes_of(model: ModelProto, optimized: bool = True) -> NDArray[np.float32]:
    return session(model, optimized).run(None, {"images": PICTURES})[0]


def constants(model: ModelProto) -> dict[str, NDArray]:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}


class QuantizedTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, most: int = 64) -> Path:
        file = self.folder / "tiny.int8.onnx"
        file.write_bytes(made(most))
        return file

    def assert_alike(self, found: NDArray, expected: NDArray) -> None:
        """Equal apart from flipped bytes; a difference in the last digit of a sum can flip some."""
        differences = np.abs(found - expected)
        spread = expected.std((0, 2), keepdims=True)
        self.assertLess((differences > 0.02 * spread).mean(), 0.1)
        self.assertLess(np.sqrt((differences**2).mean()), 0.05 * expected.std())


class FakeTest(unittest.TestCase):
    def test_rounding_is_that_of_onnx(self) -> None:
        x = 9 * torch.rand(1001, generator=torch.Generator().manual_seed(1)) - 4
        line = Line(0.02, 100)
        expected = (np.rint(x.numpy() / np.float32(0.02)) + 100).clip(0, 255).astype(np.float32) - 100
        torch.testing.assert_close(fake.rounded(x, line=line), torch.from_numpy(expected * np.float32(0.02)))

    def test_what_is_clipped_has_no_slope_and_all_else_has_one(self) -> None:
        x = torch.tensor([-3.0, -1.9, 0.011, 3.0, 3.2], requires_grad=True)
        fake.rounded(x, line=Line(0.02, 100)).sum().backward()
        self.assertEqual(x.grad.tolist(), [0, 1, 1, 1, 0])

    def test_bytes_on_another_line_are_the_same_bytes(self) -> None:
        line, other = Line(0.02, 100), Line(0.025, 90)
        values = torch.arange(256.0)
        torch.testing.assert_close(
            fake.reread(0.02 * (values - 100), line=line, other=other), 0.025 * (values - 90), rtol=1e-5, atol=1e-5
        )

    def test_weights_are_rounded_for_each_channel(self) -> None:
        x = torch.tensor([[1.0, 0.26], [0.3, -9]], requires_grad=True)
        rounded = fake.weights(x, torch.tensor([0.5, 0.1]), axis=0, most=64)
        torch.testing.assert_close(rounded, torch.tensor([[1.0, 0.5], [0.3, -6.4]]))
        rounded.sum().backward()
        self.assertEqual(x.grad.tolist(), [[1, 1], [1, 0]])


class ReadQuantizedTest(QuantizedTest):
    def test_what_is_read_says_what_onnx_runtime_says(self) -> None:
        for most in (64, 127):
            network = read_quantized(self.file(most))
            found = network(torch.from_numpy(PICTURES)).detections.detach().numpy()
            self.assertEqual(network.most, most)
            self.assert_alike(found, bytes_of(onnx.load(self.file(most)), optimized=False))

    def test_it_is_nearly_the_network_that_was_quantized(self) -> None:
        whole = read(tiny_file(self.folder))(torch.from_numpy(PICTURES)).classes
        rounded = read_quantized(self.file())(torch.from_numpy(PICTURES)).classes
        self.assertLess((whole - rounded).square().mean().sqrt().item(), 0.15 * whole.std().item())
        self.assertGreater((whole - rounded).abs().max().item(), 0.01)

    def test_features_are_the_inputs_of_the_head(self) -> None:
        outputs = read_quantized(self.file())(torch.from_numpy(PICTURES))
        self.assertEqual([x.shape[1:] for x in outputs.features], [(16, 8, 12), (24, 4, 6), (32, 2, 3)])
        self.assertEqual(outputs.boxes.shape, (1, 64, 126))

    def test_scales_do_not_learn_and_all_else_does(self) -> None:
        network = read_quantized(self.file())
        outputs = network(torch.from_numpy(PICTURES))
        (outputs.classes.square().mean() + outputs.boxes.square().mean()).backward()
        names = [name for name, _ in network.named_parameters()]
        self.assertFalse([name for name in names if "scale" in name])
        silent = [name for name, p in network.named_parameters() if p.grad is None or not p.grad.any()]
        self.assertEqual(silent, [])

    def test_a_copy_says_the_same(self) -> None:
        network = read_quantized(self.file())
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.mul_(1.01)
        pictures = torch.from_numpy(PICTURES)
        torch.testing.assert_close(copy.deepcopy(network)(pictures).detections, network(pictures).detections)

    def test_a_network_that_rounds_in_another_way_is_refused(self) -> None:
        with mock.patch.object(fake, "MOST_BYTE", 250), self.assertRaisesRegex(ModelError, "differs from ONNX Runtime"):
            read_quantized(self.file())

    def test_a_float_model_is_refused(self) -> None:
        with self.assertRaisesRegex(ModelError, "hawkeye model quantize"):
            read_quantized(tiny_file(self.folder))

    def test_one_scale_for_all_weights_is_refused(self) -> None:
        model = tiny_int8(tiny())
        graph = Graph(model)
        name = next(name for name in constants(model) if name.endswith("weights_scales"))
        graph.set_constant(name, np.float32(0.1))
        file = self.folder / "other.onnx"
        onnx.save(model, file)
        with self.assertRaisesRegex(ModelError, "hawkeye model quantize: .* one scale per channel"):
            read_quantized(file)

    def test_it_is_not_pruned(self) -> None:
        network = read_quantized(self.file())
        with self.assertRaisesRegex(ModelError, "cannot be pruned"):
            prune(network, 0.2, [PICTURES], lambda *_: torch.zeros(()))


class WriteQuantizedTest(QuantizedTest):
    def test_what_was_not_trained_is_written_as_it_was(self) -> None:
        file, out = self.file(), self.folder / "out.onnx"
        write_quantized(read_quantized(file), out, {"qat": "no"})
        before, after = onnx.load(file), onnx.load(out)
        self.assertEqual(list(before.graph.node), list(after.graph.node))
        for name, value in constants(before).items():
            np.testing.assert_array_equal(constants(after)[name], value, name)
        self.assertIn("hawkeye.qat", [entry.key for entry in after.metadata_props])

    def test_what_was_trained_is_better_and_the_file_says_what_it_said(self) -> None:
        pictures = torch.from_numpy(PICTURES)
        teacher = read(tiny_file(self.folder))
        with torch.no_grad():
            for parameter in teacher.parameters():
                parameter.mul_(1.03)
        wanted = teacher(pictures)
        file, out = self.file(), self.folder / "out.onnx"
        network = read_quantized(file)
        optimizer = torch.optim.Adam(network.parameters(), 5e-4)
        losses = []
        for _ in range(12):
            outputs = network(pictures)
            loss = (outputs.classes - wanted.classes.detach()).square().mean()
            loss = loss + (outputs.boxes - wanted.boxes.detach()).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        self.assertLess(losses[-1], 0.5 * losses[0])
        write_quantized(network, out, {})
        written = onnx.load(out)
        found = network(pictures).detections.detach().numpy()
        self.assert_alike(found, bytes_of(written, optimized=False))
        changed = [name for name, value in constants(written).items() if value.dtype == np.int8]
        self.assertLessEqual(max(np.abs(constants(written)[name].astype(int)).max() for name in changed), 64)
        again = read_quantized(out)(pictures).detections.detach().numpy()
        np.testing.assert_allclose(again, found, rtol=1e-3, atol=1e-2)


if __name__ == "__main__":
    unittest.main()
