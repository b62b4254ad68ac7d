"""Which frames to learn from, and which to be judged on.

Frames resemble their neighbors in time. A random split would put a neighbor of nearly every judged frame into training,
and the figures would be too good. So each camera's frames are split by time:

    0 ──────────── training ─────────── 0.525 ── watched ── 0.6 ─── gap ─── 0.7 ──── judged ──── 1

Watched frames come from the training period but are not trained on: they are for early stopping. Judged frames are for
the verdict at the end. Nothing is taken from the gap, so that no moving object is on both sides of it.

Cameras that nothing is learned from can be measured too (`--unseen`), since learning for some cameras may cost accuracy
on others. Their frames come from the whole time, and so do the pictures that are only rehearsed (`--rehearse`).

A camera that watches an empty yard has few different frames. Near-duplicates are dropped from each part: two frames are
the same if, shrunk to 32 × 18 gray cells, no cell differs by more than a few levels. The max difference counts, not the
mean, since one distant person changes one cell. Shrinking averages out the camera's noise.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from compression import whole_files
from compression.footage.cameras import Camera
from compression.footage.letterbox import Letterbox
from compression.refusal import Refusal

TRAINING, WATCHED, JUDGED, UNSEEN, REHEARSED = "training", "watched", "judged", "unseen", "rehearsed"
LEARNED = {TRAINING: (0.0, 0.525), WATCHED: (0.525, 0.6), JUDGED: (0.7, 1.0)}  # shares of a camera's time
PARTS = LEARNED | {UNSEEN: (0.0, 1.0), REHEARSED: (0.0, 1.0)}
LEAST = {TRAINING: 16, WATCHED: 1, JUDGED: 8, UNSEEN: 8, REHEARSED: 16}  # frames
OVERSAMPLED = 3  # candidates per wanted frame, since duplicates are dropped
CELLS = (32, 18)
SAME = 6  # levels of 255
QUALITY = 95


@dataclass(frozen=True)
class Frame:
    file: str  # below the folder of the frames
    camera: str
    part: str
    at: float  # share of the camera's time
    name: str  # path of the picture below the source; empty for a frame of a video
    width: int
    height: int

    @property
    def box(self) -> Letterbox:
        return Letterbox.of(self.width, self.height)


def part_of(at: float, parts: Iterable[str] = LEARNED) -> str | None:
    """The part that a share of the time belongs to; None in the gap."""
    return next((part for part in parts if PARTS[part][0] <= at < PARTS[part][1]), None)


def signature(bgr: np.ndarray) -> np.ndarray:
    """Gray levels of the cells, as small integers that can be subtracted."""
    gray = cv2.cvtColor(cv2.resize(bgr, CELLS, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    return gray.astype(np.int16).reshape(-1)


def is_new(signature: np.ndarray, kept: list[np.ndarray]) -> bool:
    """Whether it differs from all kept ones."""
    return not kept or bool((np.abs(np.stack(kept) - signature).max(1) > SAME).all())


def take(cameras: list[Camera], most: dict[str, int], into: Path, told: Callable[[str], None]) -> list[Frame]:
    """Writes frames as JPEGs into one folder per part, replacing what was there, and reports progress.

    most: max frames of each wanted part, over all cameras. Raises Refusal if there are too few.
    """
    for part in most:
        shutil.rmtree(into / part, ignore_errors=True)
        (into / part).mkdir(parents=True)
    frames: list[Frame] = []
    for done, camera in enumerate(cameras):
        quota = {part: -(-count // len(cameras)) for part, count in most.items()}
        frames += _of(camera, quota, into)
        told(f"frames: {len(frames)} from {done + 1} of {len(cameras)} cameras")
    for part in most:
        count, least = sum(frame.part == part for frame in frames), LEAST[part]
        if count < least:
            raise Refusal(
                f"too few different frames: {count} for {part}, at least {least} are needed:"
                " give longer recordings, or more cameras or pictures"
            )
    return frames


def _of(camera: Camera, quota: dict[str, int], into: Path) -> list[Frame]:
    # The part that needs the most frames for its share of the time decides how many candidates there are.
    densest = max(count / (PARTS[part][1] - PARTS[part][0]) for part, count in quota.items())
    kept: dict[str, list[Frame]] = {part: [] for part in quota}
    seen: dict[str, list[np.ndarray]] = {part: [] for part in quota}
    for number, (at, bgr, name) in enumerate(camera.candidates(round(OVERSAMPLED * densest))):
        part = part_of(at, quota)
        if part is None:
            continue
        cells = signature(bgr)
        if not is_new(cells, seen[part]):
            continue
        seen[part].append(cells)
        file = f"{part}/{camera.name}-{number:06d}.jpg"
        whole, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        if not whole:
            raise OSError(f"a frame of {camera.name} cannot be encoded")
        (into / file).write_bytes(jpeg.tobytes())
        kept[part].append(Frame(file, camera.name, part, at, name, bgr.shape[1], bgr.shape[0]))
    return [frame for part, frames in kept.items() for frame in _thinned(frames, quota[part], into)]


def _thinned(frames: list[Frame], most: int, into: Path) -> list[Frame]:
    """At most `most` frames, evenly spread. Deletes the files of the others."""
    if len(frames) <= most:
        return frames
    chosen = {i * len(frames) // most for i in range(most)}
    for i, frame in enumerate(frames):
        if i not in chosen:
            (into / frame.file).unlink()
    return [frame for i, frame in enumerate(frames) if i in chosen]


def save(frames: list[Frame], file: Path) -> None:
    whole_files.write_json(file, [asdict(frame) for frame in frames])


def load(file: Path) -> list[Frame]:
    return [Frame(**each) for each in whole_files.read_json(file)]
