"""Frames of a running site: `./hawkeye frames` writes them into one folder per camera, in time order.

The topic holds only the last hour or so (topics.frames-retention), so the folder is written once and reused when the
run is resumed.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from compression import hawkeye

ADDRESS = "kafka://"
MOST = 4000  # max pictures per camera, from which frames are taken


def written(sources: Iterable[str], folder: Path, told: Callable[[str], None]) -> list[str]:
    """The sources, with a folder in place of each Kafka address. Raises Refusal if Kafka cannot be reached."""
    found = []
    for source in sources:
        if source.startswith(ADDRESS):
            pictures = folder / hashlib.sha256(source.encode()).hexdigest()[:16]
            if not pictures.exists():
                told(f"frames: reading pictures from {source}")
                part = pictures.with_suffix(".part")
                shutil.rmtree(part, ignore_errors=True)
                folder.mkdir(parents=True, exist_ok=True)
                hawkeye.frames(source.removeprefix(ADDRESS), part, MOST)
                part.rename(pictures)
            source = str(pictures)
        found.append(source)
    return found
