"""What can be removed together, and that nothing of it remains."""

import os
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, helper, numpy_helper
from torch import Tensor

from compression.models.network import Network, read, session, write
from compression.pruning.channels import FIXED, Strands, strands
from compression.pruning.importance import importance
from compression.pruning.narrow import narrowed
from compression.pruning.prune import prune, seconds
from compression.pruning.timing import Form, LayerTimes, alone, folded
from compression.tests.tiny import tiny, tiny_file

DATA = os.environ.get("HAWKEYE_DATA")
PICTURES = np.random.default_rng(3).random((2, 3, 64, 96), np.float32)


def said(model: ModelProto) -> NDArray[np.float32]:
    return session(model).run(None, {"images": PICTURES})[0]


def masked(model: ModelProto, followed: Strands, removed: NDArray[np.bool_]) -> ModelProto:
    """The same graph, with the channels of these strands multiplied by zero right after each convolution."""
    twin = ModelProto.FromString(model.SerializeToString())
    of = {layer.weight: layer for layer in followed.layers}
    nodes = []
    for node in twin.graph.node:
        nodes.append(node)
        if node.op_type == "Conv" and node.input[1] in of:
            made, channels = node.output[0], of[node.input[1]].outputs
            kept = ((channels == FIXED) | ~removed[channels]).astype(np.float32)
            twin.graph.initializer.append(numpy_helper.from_array(kept[:, None, None], f"{made}_mask"))
            node.output[0] = f"{made}_whole"
            nodes.append(helper.make_node("Mul", [f"{made}_whole", f"{made}_mask"], [made]))
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del twin.graph.node[:]
    twin.graph.node.extend(copies)
    return twin


def sliced(model: ModelProto) -> ModelProto:
    """The same graph, with two slices in place of each split in the body, as some exporters write it."""
    twin = ModelProto.FromString(model.SerializeToString())
    nodes = []
    for node in twin.graph.node:
        if node.op_type != "Split" or node.name == "/model.22/Split":
            nodes.append(node)
            continue
        half = next(n for n in twin.graph.node if node.input[1] in n.output).attribute[0].t
        half = int(numpy_helper.to_array(half)[0])
        for output, first, end in zip(node.output, (0, -half), (half, 2**62), strict=True):
            cut = {"first": first, "end": end, "axis": 1}
            for name, value in cut.items():
                twin.graph.initializer.append(numpy_helper.from_array(np.array([value]), f"{output}_{name}_of_slice"))
            inputs = [node.input[0], *(f"{output}_{name}_of_slice" for name in cut)]
            nodes.append(helper.make_node("Slice", inputs, [output], output))
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del twin.graph.node[:]
    twin.graph.node.extend(copies)
    return twin


def loss(network: Network, batch: Tensor) -> Tensor:
    outputs = network(batch)
    return outputs.classes.square().mean() + outputs.boxes.square().mean()


def area(layer: object, inputs: int, outputs: int) -> float:
    """A cost that is the same on every machine."""
    return 1e-9 * inputs * outputs


class PruneTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.batches = [torch.from_numpy(PICTURES[:1]), torch.from_numpy(PICTURES[1:])]

    def network(self) -> Network:
        return read(tiny_file(self.folder, widths=(16, 32, 32)))

    def assert_without_a_trace(self, network: Network, removed: NDArray[np.bool_], followed: Strands) -> None:
        out = self.folder / "narrow.onnx"
        write(narrowed(network, followed, removed), out, {})
        expected = said(masked(network.graph.model, followed, removed))
        np.testing.assert_allclose(said(onnx.load(out)), expected, rtol=1e-3, atol=1e-2)
        read(out)


class StrandsTest(PruneTest):
    def test_a_shortcut_ties_the_channels_that_it_adds(self) -> None:
        layers = {layer.weight: layer for layer in strands(self.network()).layers}
        whole, worked = (layers[f"model.2.{name}.conv.weight"].outputs for name in ("cv1", "m.0.cv2"))
        self.assertEqual(whole[8:].tolist(), worked.tolist())
        self.assertEqual(len(set(whole.tolist())), 16)

    def test_without_a_shortcut_they_are_free(self) -> None:
        layers = {layer.weight: layer for layer in strands(self.network()).layers}
        whole, worked = (layers[f"model.12.{name}.conv.weight"].outputs for name in ("cv1", "m.0.cv2"))
        self.assertFalse(set(whole.tolist()) & set(worked.tolist()))
        self.assertEqual(layers["model.12.cv2.conv.weight"].inputs.tolist(), [*whole, *worked])

    def test_the_picture_and_the_logits_stay(self) -> None:
        layers = {layer.weight: layer for layer in strands(self.network()).layers}
        self.assertEqual(set(layers["model.0.conv.weight"].inputs), {FIXED})
        for end in ("cv2.0.2", "cv3.0.2", "cv2.2.2", "cv3.2.2"):
            self.assertEqual(set(layers[f"model.22.{end}.weight"].outputs), {FIXED})

    def test_what_is_pooled_and_joined_is_read_four_times(self) -> None:
        layers = {layer.weight: layer for layer in strands(self.network()).layers}
        pooled, joined = layers["model.9.cv1.conv.weight"].outputs, layers["model.9.cv2.conv.weight"].inputs
        self.assertEqual(joined.tolist(), np.tile(pooled, 4).tolist())

    def test_layers_know_how_much_smaller_than_the_picture_they_are(self) -> None:
        layers = {layer.weight: layer for layer in strands(self.network()).layers}
        found = [layers[f"model.{i}.conv.weight"].reduction for i in (0, 1, 3, 5, 7, 16, 19)]
        self.assertEqual(found, [1, 2, 4, 8, 16, 8, 16])
        self.assertEqual(layers["model.15.cv1.conv.weight"].reduction, 8)


class NarrowTest(PruneTest):
    def test_narrow_and_masked_networks_say_the_same(self) -> None:
        network = self.network()
        followed = strands(network)
        for seed in range(3):
            removed = np.random.default_rng(seed).random(followed.count) < 0.3
            self.assert_without_a_trace(network, removed, followed)

    def test_slices_are_cut_anew_as_splits_are(self) -> None:
        file = self.folder / "sliced.onnx"
        onnx.save(sliced(tiny(widths=(16, 32, 32))), file)
        network = read(file)
        followed = strands(network)
        removed = np.random.default_rng(4).random(followed.count) < 0.3
        self.assert_without_a_trace(network, removed, followed)

    def test_what_was_trained_is_what_is_kept(self) -> None:
        network = self.network()
        followed = strands(network)
        before = network(torch.from_numpy(PICTURES)).detections
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.mul_(1.02)
        same = narrowed(network, followed, np.zeros(followed.count, bool))(torch.from_numpy(PICTURES)).detections
        torch.testing.assert_close(same, network(torch.from_numpy(PICTURES)).detections)
        self.assertGreater((same - before).abs().max().item(), 0.01)


class ChooseTest(PruneTest):
    def test_at_most_the_share_goes_in_whole_multiples(self) -> None:
        network = self.network()
        pruned = prune(network, 0.2, self.batches, loss, area, multiple=4)
        before, after = strands(network), strands(pruned)
        widths = [sum(len(layer.outputs) for layer in found.layers) for found in (before, after)]
        self.assertLessEqual(widths[0] - widths[1], 0.2 * widths[0])
        self.assertGreater(widths[0] - widths[1], 0.15 * widths[0])
        for bundle in after.bundles():
            self.assertEqual(len(bundle.strands) % 4, 0)
        file = self.folder / "pruned.onnx"
        write(pruned, file, {})
        read(file)

    def test_channels_that_say_nothing_go_first(self) -> None:
        network = self.network()
        followed = strands(network)
        mute = np.zeros(followed.count, bool)
        for bundle in followed.bundles():
            mute[bundle.strands[: len(bundle.strands) // 2]] = True
        with torch.no_grad():
            for layer in followed.layers:
                network.parameter(layer.weight)[:, (layer.inputs != FIXED) & mute[layer.inputs]] = 0
        pruned = prune(network, 0.3, self.batches, loss, area, multiple=4)
        pictures = torch.from_numpy(PICTURES)
        self.assertLess(sum(p.numel() for p in pruned.parameters()), sum(p.numel() for p in network.parameters()))
        torch.testing.assert_close(pruned(pictures).detections, network(pictures).detections, rtol=1e-3, atol=1e-2)

    def test_what_is_fast_enough_stays_as_wide_as_it_is(self) -> None:
        network = self.network()
        pruned = prune(network, 0.9, self.batches, loss, area, multiple=4, enough=1.2)
        before, after = (seconds(strands(one), area) for one in (network, pruned))
        self.assertAlmostEqual(before / after, 1.2, delta=0.08)
        self.assertGreaterEqual(before / after, 1.2)

    def test_what_saves_no_time_stays(self) -> None:
        network = self.network()
        pruned = prune(network, 0.9, self.batches, loss, lambda layer, inputs, outputs: 1.0)
        self.assertEqual([p.shape for p in pruned.parameters()], [p.shape for p in network.parameters()])

    def test_of_equal_importance_goes_what_costs_most(self) -> None:
        network = self.network()
        stem = "model.0.conv.weight"

        def dear(layer: object, inputs: int, outputs: int) -> float:
            return (1e3 if layer.weight == stem else 1e-9) * outputs

        pruned = prune(network, 0.02, self.batches, loss, dear, multiple=2)
        self.assertEqual(pruned.parameter(stem).shape[0], 2)

    def test_importance_is_what_the_loss_says_without_a_channel(self) -> None:
        network = self.network()
        followed = strands(network)
        found = importance(network, followed, self.batches, loss)
        # The slope of the loss, by finite differences: each strand a little weaker in all layers that read it.
        strand = int(followed.layers[3].outputs[0])
        changes = []
        for batch in self.batches:
            change = []
            for factor in (0.995, 1.005):
                weak = read(self.folder / "tiny.onnx").double()
                with torch.no_grad():
                    for layer in followed.layers:
                        weak.parameter(layer.weight)[:, layer.inputs == strand] *= factor
                change.append(loss(weak, batch.double()).item())
            changes.append(abs(change[1] - change[0]) / 0.01)
        self.assertAlmostEqual(found[strand] / np.mean(changes), 1, places=2)

    def test_a_share_out_of_range_and_no_batches_are_refused(self) -> None:
        network = self.network()
        for share in (0.0, 1.0, -0.1, float("nan")):
            with self.assertRaisesRegex(ValueError, "above 0 and below 1"):
                prune(network, share, self.batches, loss, area)
        with self.assertRaisesRegex(ValueError, "above 1 times"):
            prune(network, 0.2, self.batches, loss, area, enough=1)
        with self.assertRaisesRegex(ValueError, "no batches"):
            prune(network, 0.2, [], loss, area)


class TimingTest(PruneTest):
    def test_a_layer_alone_is_a_model_that_runs(self) -> None:
        form = Form((12, 20), 8, 16, (3, 3), (2, 2), (1, 1, 1, 1), activated=True)
        made = session(alone(form)).run(None, {"x": np.zeros((1, 12, 20, 8), np.uint8)})[0]
        self.assertEqual((made.shape, made.dtype), ((1, 6, 10, 16), np.uint8))

    def test_the_first_layer_gives_as_much_when_it_is_folded(self) -> None:
        form = folded(Form((12, 20), 3, 8, (3, 3), (2, 2), (1, 1, 1, 1), activated=True))
        made = session(alone(form)).run(None, {"x": np.zeros((1, 12, 5, 12), np.uint8)})[0]
        self.assertEqual(made.size, 6 * 10 * 8)

    def test_every_layer_is_measured_once(self) -> None:
        times = LayerTimes(64, 96)
        layer = strands(self.network()).layers[5]
        first = times(layer, 16, 16)
        self.assertGreater(first, 0)
        self.assertEqual(times(layer, 16, 16), first)
        self.assertEqual(len(times.known), 1)


@unittest.skipUnless(DATA, "HAWKEYE_DATA is not set")
class RealModelTest(PruneTest):
    def test_narrow_and_masked_networks_say_the_same(self) -> None:
        network = read(Path(DATA) / "models" / "yolov8n_dynamic.onnx")
        followed = strands(network)
        self.assertEqual((len(followed.layers), len(followed.bundles())), (63, 59))
        removed = np.random.default_rng(1).random(followed.count) < 0.2
        self.assert_without_a_trace(network, removed, followed)


if __name__ == "__main__":
    unittest.main()
