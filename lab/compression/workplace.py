"""The folder of a run: what is done already is there, and nothing else is."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compression import whole_files
from compression.order import Order
from compression.refusal import Refusal

RESULTS = ("student.onnx", "student.int8.onnx", "report.html")


class Workplace:
    def __init__(self, order: Order):
        """Raises Refusal when the folder holds another run, or files that this one did not make."""
        self.out = order.out
        self.work = order.out / "work"
        self.frames = self.work / "frames"
        self.frame_list = self.work / "frames.json"
        self.figures = self.work / "figures"
        asked = self.work / "order.json"
        try:
            self.work.mkdir(parents=True, exist_ok=True)
        except FileExistsError as e:
            raise Refusal(f"--out {order.out} is no folder: name another") from e
        if not asked.exists():
            there = [name for name in RESULTS if (order.out / name).exists()]
            if there:
                raise Refusal(f"--out {order.out} has a {there[0]} already: name another folder")
            whole_files.write_json(asked, order.key())
        kept, key = whole_files.read_json(asked), order.key()
        for name, value in key.items():
            if kept.get(name) != value:
                raise Refusal(
                    f"--out {order.out} holds a run with another --{name}: name another folder, or delete this one"
                )

    def file(self, name: str) -> Path:
        return self.work / name

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Raises Refusal while another process works here."""
        with (self.work / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as e:
                raise Refusal(f"--out {self.out}: another lab/compress works there: wait for its end") from e
            yield
