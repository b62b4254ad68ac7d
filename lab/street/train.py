"""Trains by the clock: the learning rate follows the elapsed share of the time."""

import argparse
import copy
import math
import time
from pathlib import Path

import torch
from torch import Tensor

from anchors import grid
from average_precision import map50
from batches import CUT, Batches
from data import HEIGHT, WIDTH, load
from loss import loss
from model import StreetNet

BATCH = {"cpu": 8, "cuda": 64}
RATE = {"cpu": 2e-3, "cuda": 4e-3}  # maximum; a larger batch tolerates more
DECAY = 0.05
WARM_UP = 500  # steps
WHOLE_FROM = 0.92  # share of the time after which whole pictures are used
AVERAGED = 500  # steps over which weights are averaged
TELL = 10  # seconds
SAVE = 120
LOOK = 600


def rate(progress: float, step: int) -> float:
    """Share of the maximum rate: a cosine after a short warm-up."""
    return min(1, (step + 1) / WARM_UP) * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1, progress))) / 2)


def floats(net: StreetNet) -> list[Tensor]:
    """Weights and batch norm statistics: the network's own tensors, not copies."""
    return [value for value in net.state_dict().values() if value.dtype.is_floating_point]


def average(means: list[Tensor], values: list[Tensor], step: int) -> None:
    """Updates the average of the weights over the last steps, which is better than the last weights."""
    keep = min(1 - 1 / AVERAGED, (1 + step) / (10 + step))
    torch._foreach_lerp_(means, values, 1 - keep)


def save(file: Path, **state: object) -> None:
    """Writes the file completely or not at all, since the training can be stopped at any moment."""
    torch.save(state, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def train(data: Path, checkpoint: Path, minutes: float, batch: int | None, highest: float | None) -> None:
    """Trains on data/train, or resumes from the checkpoint, until this many minutes of training have passed."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    batch, highest = batch or BATCH[device], highest or RATE[device]
    torch.backends.cudnn.benchmark = True
    torch.manual_seed(1)
    net = StreetNet().to(device, memory_format=torch.channels_last)
    mean = copy.deepcopy(net)
    decayed = [p for p in net.parameters() if p.ndim > 1]
    others = [p for p in net.parameters() if p.ndim == 1]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0}]
    optimizer = torch.optim.AdamW(groups, highest, fused=True)
    spent, step = 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu")
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    batches = Batches(load(data / "train"), batch, step, device)
    anchors = {size: [t.to(device) for t in grid(*size)] for size in (CUT, (HEIGHT, WIDTH))}
    means, values = floats(mean), floats(net)
    last = told = saved = looked = time.monotonic()
    sums, summed = torch.zeros(2, device=device), 0
    net.train()
    while spent < minutes * 60:
        progress = spent / (minutes * 60)
        for group in optimizer.param_groups:
            group["lr"] = highest * rate(progress, step)
        pixels, objects, classes, pictures = batches.draw(progress > WHOLE_FROM)
        size = (pixels.shape[2], pixels.shape[3])
        scores, sides = loss(net(pixels), *anchors[size], size, objects, classes, pictures)
        optimizer.zero_grad()
        (scores + sides).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 10)
        optimizer.step()
        average(means, values, step)
        step += 1
        sums += torch.stack([scores, sides]).detach()  # stays on the device to avoid a synchronization
        summed += 1
        now = time.monotonic()
        spent += now - last
        last = now
        over = spent >= minutes * 60
        if now - told > TELL or over:
            scores, sides = (sums / summed).tolist()
            print(f"{spent / 60:6.1f} min, step {step}, scores {scores:.3f}, boxes {sides:.3f}", flush=True)
            sums.zero_()
            told, summed = now, 0
        if now - saved > SAVE or over:
            save(
                checkpoint,
                net=net.state_dict(),
                mean=mean.state_dict(),
                optimizer=optimizer.state_dict(),
                spent=spent,
                step=step,
            )
            saved = now
        if now - looked > LOOK:
            found = map50(copy.deepcopy(mean).cpu(), load(data / "val"), 9)
            looked = last = time.monotonic()  # evaluation does not count as training
            text = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
            print(f"{spent / 60:6.1f} min, mAP50 {sum(found.values()) / len(found):.3f}: {text}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=85)
    parser.add_argument("--batch", type=int, help=f"pictures of a step; {BATCH} unless given")
    parser.add_argument("--rate", type=float, help=f"of learning, at its highest; {RATE} unless given")
    arguments = parser.parse_args()
    train(arguments.data, arguments.checkpoint, arguments.minutes, arguments.batch, arguments.rate)
