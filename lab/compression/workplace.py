"""The folder of a run. A file is there only if the stage that writes it is done."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compression import whole_files
from compression.order import Order
from compression.refusal import Refusal

RESULTS = ("student.onnx", "student.int8.onnx", "report.html")
SOURCES = ("--frames", "--unseen", "--rehearse")


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Locks the folder of a run, which exists. Raises Refusal if another process has locked it."""
    with (out / "work" / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise Refusal(f"--out {out}: another lab/compress is running there: wait until it ends") from e
        yield


class Workplace:
    def __init__(self, order: Order):
        """Names the files, but touches none: see `alone`."""
        self.order = order
        self.out = order.out
        self.work = order.out / "work"
        self.frames = self.work / "frames"
        self.frame_list = self.work / "frames.json"
        self.unseen_truth = self.work / "truth-unseen.json"
        self.truth = self.work / "truth.json"  # once it exists, the order is fixed
        self.figures = self.work / "figures"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Locks the folder for this order. Raises Refusal if another process has locked it, or if it holds another run
        or files that this one did not make.
        """
        try:
            self.work.mkdir(parents=True, exist_ok=True)
        except FileExistsError as e:
            raise Refusal(f"--out {self.out} is not a folder: name another") from e
        with locked(self.out):
            self._take()
            yield

    def _take(self) -> None:
        asked, key = self.work / "order.json", self.order.key()
        if self.truth.exists():
            self._require_same(whole_files.read_json(asked), key)
        else:
            # Nothing has been learned yet, so a wrong order can still be corrected.
            there = [name for name in RESULTS if (self.out / name).exists()]
            if there:
                raise Refusal(f"--out {self.out} already has a {there[0]}: name another folder")
            if not asked.exists() or whole_files.read_json(asked) != key:
                self.frame_list.unlink(missing_ok=True)
                for option in SOURCES:
                    self.forget_kafka(option)
            whole_files.write_json(asked, key)

    def _require_same(self, kept: dict[str, Any], key: dict[str, Any]) -> None:
        for name, value in key.items():
            if kept.get(name) != value:
                raise Refusal(
                    f"--out {self.out} holds a run with another --{name}: name another folder, or delete this one"
                )

    def file(self, name: str) -> Path:
        return self.work / name

    def kafka(self, option: str) -> Path:
        """Where pictures of running sites lie that this option named."""
        return self.file(f"kafka-{option.removeprefix('--')}")

    def forget_kafka(self, option: str) -> None:
        """Has the next run read pictures again: by then, the site has others, and perhaps enough."""
        shutil.rmtree(self.kafka(option), ignore_errors=True)
