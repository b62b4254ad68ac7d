"""Training by the clock: the learning rate follows the share of the time that has passed."""

import argparse
import copy
import math
import time
from pathlib import Path

import torch

from anchors import grid
from average_precision import map50
from batches import CUT, Batches
from data import HEIGHT, WIDTH, load
from loss import loss
from model import StreetNet

RATE = 2e-3
DECAY = 0.05
WARM_UP = 200  # steps
WHOLE_FROM = 0.92  # share of the time after which whole pictures are shown
AVERAGED = 500  # steps that the averaged weights look back
SAVE = 120  # seconds
LOOK = 600


def rate(progress: float, step: int) -> float:
    """Cosine, after a short rise."""
    return RATE * min(1, (step + 1) / WARM_UP) * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1, progress))) / 2)


def average(into: StreetNet, net: StreetNet, step: int) -> None:
    """Weights averaged over the last steps are better than the last ones."""
    keep = min(1 - 1 / AVERAGED, (1 + step) / (10 + step))
    for mean, value in zip(into.state_dict().values(), net.state_dict().values(), strict=True):
        if value.dtype.is_floating_point:
            mean.lerp_(value, 1 - keep)


def save(file: Path, **state: object) -> None:
    """Whole or not at all, since it can be stopped at any moment."""
    torch.save(state, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def train(data: Path, checkpoint: Path, minutes: float, batch: int) -> None:
    """Trains on data/train, or goes on where the checkpoint ends, until so many minutes of training have passed."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    net = StreetNet().to(device, memory_format=torch.channels_last)
    mean = copy.deepcopy(net)
    decayed = [p for p in net.parameters() if p.ndim > 1]
    others = [p for p in net.parameters() if p.ndim == 1]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0}]
    optimizer = torch.optim.AdamW(groups, RATE)
    spent, step = 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    batches = Batches(load(data / "train"), batch, step)
    anchors = {size: [t.to(device) for t in grid(*size)] for size in (CUT, (HEIGHT, WIDTH))}
    last = saved = looked = time.monotonic()
    sums = torch.zeros(2)
    while spent < minutes * 60:
        progress = spent / (minutes * 60)
        for group in optimizer.param_groups:
            group["lr"] = rate(progress, step)
        pixels, objects, classes, pictures = (t.to(device) for t in batches.draw(progress > WHOLE_FROM))
        size = (pixels.shape[2], pixels.shape[3])
        net.train()
        scores, sides = loss(net(pixels), *anchors[size], size, objects, classes, pictures)
        optimizer.zero_grad()
        (scores + sides).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 10)
        optimizer.step()
        average(mean, net, step)
        step += 1
        sums += torch.stack([scores, sides]).detach().cpu()
        now = time.monotonic()
        spent += now - last
        last = now
        if step % 50 == 0:
            print(
                f"{spent / 60:6.1f} min, step {step}, scores {sums[0] / 50:.3f}, boxes {sums[1] / 50:.3f}", flush=True
            )
            sums.zero_()
        if now - saved > SAVE or spent >= minutes * 60:
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
            looked = last = time.monotonic()  # looking is no training
            text = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
            print(f"{spent / 60:6.1f} min, mAP50 {sum(found.values()) / len(found):.3f}: {text}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=85)
    parser.add_argument("--batch", type=int, default=8)
    arguments = parser.parse_args()
    torch.set_num_threads(min(2, torch.get_num_threads()))
    train(arguments.data, arguments.checkpoint, arguments.minutes, arguments.batch)
