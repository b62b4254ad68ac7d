"""Where frames come from: a camera is a folder of pictures, or a video.

A folder may hold pictures, videos and further folders; each folder with pictures is one camera, and each video is one.
Time is the order of names in a folder, and the order of frames in a video.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from compression.refusal import Refusal

PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
VIDEOS = {".mp4", ".mkv", ".avi", ".mov", ".m4v", ".webm", ".ts", ".mpg", ".mpeg", ".264", ".h264", ".265"}
SEEK = 64  # frames; over larger distances, seeking is faster than decoding what lies between


class Candidate(NamedTuple):
    at: float  # share of the camera's time, 0 to 1
    bgr: np.ndarray  # height × width × 3 bytes
    name: str  # path of the picture below the source; empty for a frame of a video


@dataclass(frozen=True)
class Camera:
    name: str  # unique in a run, valid as a file name
    video: Path | None
    pictures: tuple[Path, ...]
    folder: Path  # the source, which picture names are relative to

    def candidates(self, most: int) -> Iterator[Candidate]:
        """At most `most` frames, spread evenly over the time.

        Pictures that cannot be decoded are skipped; a video ends at its first such frame.
        """
        if self.video is not None:
            yield from _of_video(self.video, most)
            return
        count = min(most, len(self.pictures))
        for i in range(count):
            index = i * len(self.pictures) // count
            file = self.pictures[index]
            bgr = cv2.imread(str(file), cv2.IMREAD_COLOR)
            if bgr is not None:
                yield Candidate(index / len(self.pictures), bgr, file.relative_to(self.folder).as_posix())


def _of_video(file: Path, most: int) -> Iterator[Candidate]:
    length = _length(file)
    count = min(most, length)
    video = cv2.VideoCapture(str(file))
    try:
        position = 0
        for i in range(count):
            index = i * length // count
            if index - position > SEEK:
                video.set(cv2.CAP_PROP_POS_FRAMES, index)
                position = index
            while position < index and video.grab():
                position += 1
            read, bgr = video.read()
            if not read:
                return
            position += 1
            yield Candidate(index / length, bgr, "")
    finally:
        video.release()


def _length(file: Path) -> int:
    """The number of frames of a video, from its header, or counted if the header has none."""
    video = cv2.VideoCapture(str(file))
    try:
        length = int(video.get(cv2.CAP_PROP_FRAME_COUNT))
        if length <= 0:
            length = 0
            while video.grab():
                length += 1
        return length
    finally:
        video.release()


def find(sources: list[str], option: str = "--frames") -> list[Camera]:
    """All cameras of the sources. Raises Refusal if a source has none. option: the option that named the sources."""
    found: list[tuple[str, Path | None, tuple[Path, ...], Path]] = []
    for source in sources:
        before = len(found)
        found += _below(source, option)
        if len(found) == before:
            raise Refusal(f"{option} {source} has neither pictures nor videos: give a folder with some, or a video")
    cameras: list[Camera] = []
    taken: set[str] = set()
    for wanted, video, pictures, folder in found:
        clean = re.sub(r"[^A-Za-z0-9_-]+", "-", wanted).strip("-") or "camera"
        name, number = clean, 1
        while name in taken:
            number += 1
            name = f"{clean}-{number}"
        taken.add(name)
        cameras.append(Camera(name, video, pictures, folder))
    return cameras


def _below(source: str, option: str) -> list[tuple[str, Path | None, tuple[Path, ...], Path]]:
    path = Path(source)
    if not path.exists():
        raise Refusal(f"{option} {source} does not exist: give a folder of pictures, a video, or a folder of videos")
    if path.is_file():
        if not cv2.VideoCapture(str(path)).isOpened():
            raise Refusal(f"{option} {source} is not a readable video: convert it to MP4, or give a folder of pictures")
        return [(path.stem, path, (), path.parent)]
    found: list[tuple[str, Path | None, tuple[Path, ...], Path]] = []
    for folder in sorted([path, *(each for each in path.rglob("*") if each.is_dir())]):
        files = sorted(each for each in folder.iterdir() if each.is_file())
        pictures = tuple(each for each in files if each.suffix.lower() in PICTURES)
        if pictures:
            found.append((folder.resolve().name, None, pictures, path))
        found += [(each.stem, each, (), path) for each in files if each.suffix.lower() in VIDEOS]
    return found
