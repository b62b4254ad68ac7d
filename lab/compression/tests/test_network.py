"""Reading and writing exports."""

import copy
import os
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from compression.models.errors import ModelError
from compression.models.network import read, session, write
from compression.tests.tiny import STRIDES, tiny, tiny_file

DATA = os.environ.get("HAWKEYE_DATA")
PICTURES = np.random.default_rng(2).random((2, 3, 64, 96), np.float32)


def said(model: onnx.ModelProto, pictures: np.ndarray) -> np.ndarray:
    return session(model).run(None, {"images": pictures})[0]


class NetworkTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refusal(self, model: onnx.ModelProto) -> str:
        file = self.folder / "refused.onnx"
        onnx.save(model, file)
        with self.assertRaises(ModelError) as refused:
            read(file)
        self.assertNotIn("\n", str(refused.exception))
        return str(refused.exception)


class ReadTest(NetworkTest):
    def test_what_is_read_says_what_onnx_runtime_says(self) -> None:
        file = tiny_file(self.folder)
        outputs = read(file)(torch.from_numpy(PICTURES))
        expected = said(onnx.load(file), PICTURES)
        np.testing.assert_allclose(outputs.detections.detach(), expected, rtol=1e-4, atol=1e-3)

    def test_logits_and_inputs_of_the_head_are_found(self) -> None:
        outputs = read(tiny_file(self.folder, widths=(16, 24, 32)))(torch.from_numpy(PICTURES))
        anchors = sum(64 // s * 96 // s for s in STRIDES)
        self.assertEqual(outputs.boxes.shape, (2, 64, anchors))
        self.assertEqual(outputs.classes.shape, (2, 2, anchors))
        self.assertEqual([x.shape[1:] for x in outputs.features], [(16, 8, 12), (24, 4, 6), (32, 2, 3)])
        torch.testing.assert_close(outputs.classes.sigmoid(), outputs.detections[:, 4:])

    def test_a_fixed_export_takes_any_pictures_too(self) -> None:
        fixed = read(tiny_file(self.folder, "fixed.onnx", fixed=(64, 64)))
        free = read(tiny_file(self.folder, "free.onnx"))
        pictures = torch.from_numpy(PICTURES)
        torch.testing.assert_close(fixed(pictures).detections, free(pictures).detections)

    def test_every_parameter_learns(self) -> None:
        network = read(tiny_file(self.folder))
        outputs = network(torch.from_numpy(PICTURES))
        (outputs.classes.square().sum() + outputs.boxes.square().sum()).backward()
        self.assertEqual(network.names, {0: "person", 1: "car"})
        for name in network.keys:
            self.assertGreater(network.parameter(name).grad.abs().max().item(), 0, name)

    def test_a_copy_learns_by_itself(self) -> None:
        network = read(tiny_file(self.folder))
        twin = copy.deepcopy(network)
        pictures = torch.from_numpy(PICTURES)
        before = network(pictures).detections
        with torch.no_grad():
            for parameter in twin.parameters():
                parameter.mul_(1.1)
        torch.testing.assert_close(network(pictures).detections, before)
        self.assertGreater((twin(pictures).detections - before).abs().max().item(), 0.01)


class RefusalTest(NetworkTest):
    def test_what_is_no_file_and_what_is_no_onnx(self) -> None:
        text = self.folder / "text.onnx"
        text.write_text("this is text")
        for file, reason in ((self.folder / "missing.onnx", "cannot be read"), (text, "is not ONNX")):
            with self.assertRaisesRegex(ModelError, reason):
                read(file)

    def test_a_quantized_model(self) -> None:
        model = tiny()
        model.graph.node.append(helper.make_node("QuantizeLinear", ["output0", "s", "z"], ["bytes"]))
        self.assertIn("is already quantized", self.refusal(model))

    def test_a_model_in_half_precision(self) -> None:
        model = tiny()
        model.graph.initializer.append(numpy_helper.from_array(np.zeros(1, np.float16), "half"))
        self.assertIn("half precision", self.refusal(model))

    def test_a_model_that_does_not_end_in_boxes_and_scores(self) -> None:
        model = tiny()
        last = model.graph.node[-1]
        last.op_type, _ = "Add", last.attribute.pop()
        self.assertIn("does not join boxes and scores", self.refusal(model))

    def test_a_model_for_another_task(self) -> None:
        model = tiny()
        helper.set_model_props(model, {"task": "segment"})
        self.assertIn("its task is segment", self.refusal(model))

    def test_a_model_whose_names_are_not_its_classes(self) -> None:
        model = tiny()
        helper.set_model_props(model, {"names": "{0: 'person'}"})
        self.assertIn("check the names", self.refusal(model))
        helper.set_model_props(model, {"names": "person"})
        self.assertIn("no class names", self.refusal(model))

    def test_a_model_with_operators_that_no_yolov8_has(self) -> None:
        model = tiny()
        next(node for node in model.graph.node if node.op_type == "MaxPool").op_type = "LpPool"
        self.assertIn("LpPool", self.refusal(model))

    def test_a_model_that_computes_boxes_in_another_way(self) -> None:
        model = tiny()
        bins = next(tensor for tensor in model.graph.initializer if "dfl" in tensor.name)
        bins.CopyFrom(numpy_helper.from_array(2 * numpy_helper.to_array(bins), bins.name))
        self.assertIn("differ from ONNX Runtime's", self.refusal(model))


class BackboneTest(NetworkTest):
    def test_is_what_runs_before_the_first_upsampling(self) -> None:
        network = read(tiny_file(self.folder))
        names = {id(parameter): name for name, parameter in network.weights.items()}
        modules = [int(names[id(parameter)].split(":")[1]) for parameter in network.backbone()]
        self.assertEqual(list(dict.fromkeys(modules)), [0, 1, 2, 3, 4, 5, 6, 7, 9])
        self.assertEqual(len(modules), sum(1 for name in network.weights if int(name.split(":")[1]) < 10))


class WriteTest(NetworkTest):
    def test_changed_weights_are_in_the_file_and_all_else_is_as_it_was(self) -> None:
        file, out = tiny_file(self.folder), self.folder / "out.onnx"
        network = read(file)
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.mul_(1.05)
        write(network, out, {"frames": "12", "hawkeye.source": "tiny"})
        written, original = onnx.load(out), onnx.load(file)
        expected = network(torch.from_numpy(PICTURES)).detections.detach()
        np.testing.assert_allclose(said(written, PICTURES), expected, rtol=1e-4, atol=1e-3)
        self.assertEqual(list(written.graph.input), list(original.graph.input))
        self.assertEqual(list(written.graph.output), list(original.graph.output))
        self.assertEqual(list(written.graph.node), list(original.graph.node))
        metadata = {entry.key: entry.value for entry in written.metadata_props}
        self.assertEqual(metadata.pop("hawkeye.frames"), "12")
        self.assertEqual(metadata.pop("hawkeye.source"), "tiny")
        self.assertEqual(metadata, {entry.key: entry.value for entry in original.metadata_props})

    def test_what_cannot_be_written_leaves_nothing_behind(self) -> None:
        network = read(tiny_file(self.folder))
        (self.folder / "taken").mkdir()
        with self.assertRaises(OSError):
            write(network, self.folder / "taken", {})
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["taken", "tiny.onnx"])


@unittest.skipUnless(DATA, "HAWKEYE_DATA is not set")
class RealModelsTest(NetworkTest):
    def test_are_read_and_checked(self) -> None:
        for name, widths in (
            ("yolov8n_dynamic", [64, 128, 256]),
            ("yolov8n", [64, 128, 256]),
            ("yolov8s_dynamic", [128, 256, 512]),
        ):
            with self.subTest(name):
                network = read(Path(DATA) / "models" / f"{name}.onnx")
                with torch.no_grad():
                    features = network(torch.from_numpy(PICTURES)).features
                self.assertEqual([x.shape[1] for x in features], widths)
                self.assertEqual(network.names[0], "person")

    def test_that_are_quantized_are_refused(self) -> None:
        with self.assertRaisesRegex(ModelError, "is already quantized"):
            read(Path(DATA) / "models" / "yolov8n_int8_qdq_static_aditya.onnx")


if __name__ == "__main__":
    unittest.main()
