"""Converts a checkpoint to an ONNX file with the layout and metadata of YOLOv8 exports."""

import argparse
import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from anchors import LARGEST
from data import HEIGHT, WIDTH
from model import CLASSES, STRIDES, StreetNet

OPSET = 17


class Exported(nn.Module):
    """Adds the decoding after the network: boxes in pixels of the input and scores, N x (4 + classes) x anchors.

    Equivalent to `anchors.decode`, but without transposing, and with a dynamic picture shape.
    """

    def __init__(self, net: StreetNet):
        super().__init__()
        self.net = net

    def forward(self, pictures: Tensor) -> Tensor:
        raw = self.net(pictures)
        places = []
        for stride in STRIDES:
            x = (torch.arange(pictures.shape[3] // stride) + 0.5) * stride
            y = (torch.arange(pictures.shape[2] // stride) + 0.5) * stride
            columns = x[None, :].expand(y.shape[0], -1).reshape(-1)
            rows = y[:, None].expand(-1, x.shape[0]).reshape(-1)
            places.append(torch.stack([columns, rows, torch.full_like(columns, float(stride))]))
        place = torch.cat(places, 1)
        centers = raw[:, :2] * place[2] + place[:2]
        sizes = raw[:, 2:4].clamp(max=LARGEST).exp() * place[2]
        return torch.cat([centers, sizes, raw[:, 4:].sigmoid()], 1)


def export(net: StreetNet, file: Path) -> None:
    """Writes an FP32 model for any batch, and any height and width that are multiples of the largest stride."""
    picture = torch.zeros(1, 3, HEIGHT, WIDTH)
    open_axes = {"images": {0: "batch", 2: "height", 3: "width"}, "output0": {0: "batch", 2: "anchors"}}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about tracing only the path taken, and about a newer exporter
        torch.onnx.export(
            Exported(net.eval()),
            (picture,),
            file,
            input_names=["images"],
            output_names=["output0"],
            opset_version=OPSET,
            dynamic_axes=open_axes,
            dynamo=False,  # the newer exporter needs another package
        )
    model = onnx.load(file)
    metadata = {
        "description": "Hawkeye's detector for its own synthetic street; not for real cameras",
        "license": "Apache-2.0",
        "task": "detect",
        "stride": str(max(STRIDES)),
        "batch": "1",
        "imgsz": str([HEIGHT, WIDTH]),
        "names": str(dict(enumerate(CLASSES))),
    }
    onnx.helper.set_model_props(model, metadata)
    model.producer_name = "hawkeye-lab"
    model.producer_version = ""
    onnx.save(model, file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("onnx", type=Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    averaged = StreetNet()
    averaged.load_state_dict(state["mean"])
    export(averaged, arguments.onnx)
    print(f"{arguments.onnx}: of {state['spent'] / 60:.0f} minutes, {state['step']} steps")
