"""Draws the training pictures and the held-out pictures with `hawkeye synthetic street`."""

import argparse
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from data import pack

HAWKEYE = Path(__file__).resolve().parents[2] / "hawkeye"
WEATHERS = ("rain", "day", "dusk")  # by seed modulo 3
TRAINED_ON = range(1, 241)
UNSEEN = range(9001, 9037)
SECONDS = {"train": 25, "val": 15}  # one picture per second


def draw(folder: Path, seconds: int, seed: int) -> Path:
    """Draws one scene, unless it exists."""
    weather = WEATHERS[seed % 3]
    scene = folder / f"{seed:04d}-{weather}"
    if not (scene / "instances.json").exists():
        shutil.rmtree(scene, ignore_errors=True)
        options = ["--seed", str(seed), "--weather", weather, "--seconds", str(seconds), "--fps", "1"]
        command = [str(HAWKEYE), "synthetic", "street", *options, "--out", str(scene)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return scene


def main(build: Path) -> None:
    """Draws as many scenes at a time as there are cores, then packs each set into one file."""
    for split, seeds in (("train", TRAINED_ON), ("val", UNSEEN)):
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            scenes = list(pool.map(partial(draw, build / "scenes" / split, SECONDS[split]), seeds))
        pack(scenes, build / split)
        print(f"{split}: {len(scenes)} scenes of {SECONDS[split]} pictures")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    main(parser.parse_args().build)
