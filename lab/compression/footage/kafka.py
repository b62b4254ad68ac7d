"""Frames of a running site: `./hawkeye frames` writes them into a folder for each camera, in the order of their times.

What the topic holds is that of the last hour or so (topics.frames-retention), so the folder is written once, and stays
for a run that is resumed.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from compression import hawkeye

ADDRESS = "kafka://"
MOST = 4000  # pictures of a camera, from which frames are taken


def written(sources: Iterable[str], folder: Path, told: Callable[[str], None]) -> list[str]:
    """The same sources, with a folder in the place of each address. Raises Refusal when Kafka cannot be reached."""
    found = []
    for number, source in enumerate(sources):
        if source.startswith(ADDRESS):
            pictures = folder / f"kafka-{number}"
            if not pictures.exists():
                told(f"frames: takes the pictures out of {source}")
                part = pictures.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                hawkeye.frames(source.removeprefix(ADDRESS), part, MOST)
                part.rename(pictures)
            source = str(pictures)
        found.append(source)
    return found
