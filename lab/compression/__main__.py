"""`lab/compress`: docs/compress.md."""

import argparse
import errno
import math
import sys
from pathlib import Path
from typing import NoReturn

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
KEEP, REHEARSED_KEEP = 0.5, 0.25  # of the original student


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Prints one line, without the usage."""
        self.exit(WRONG_USE, f"compress: {message}: see lab/compress --help\n")


def share(text: str) -> float:
    value = number(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"must be above 0 and below 1, got {text}")
    return value


def below_one(text: str) -> float:
    value = number(text)
    if not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"must be at least 0 and below 1, got {text}")
    return value


def positive(text: str) -> float:
    value = number(text)
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"must be above 0, got {text}")
    return value


def whole(text: str) -> int:
    value = positive(text)
    if value != int(value):
        raise argparse.ArgumentTypeError(f"must be a whole number, got {text}")
    return int(value)


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"must be a number, got {text}") from e


def file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text} is not a file")
    return path


def file_or_folder(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{text} is neither a file nor a folder")
    return path


def parser() -> Parser:
    parser = Parser(
        prog="lab/compress",
        description="Trains a small YOLOv8 with a large one on frames of your own cameras; needs no labels; prunes and"
        " quantizes it, and delivers it if it is better than the small one quantized as it was.",
        epilog="To resume a run that was stopped, repeat the same command.",
    )
    add = parser.add_argument
    add("--teacher", type=file, required=True, metavar="T.onnx", help="large model, FP32, exported with dynamic=True")
    add("--student", type=file, required=True, metavar="S.onnx", help="small model, likewise")
    add(
        "--frames",
        action="append",
        required=True,
        metavar="SOURCE",
        help="folder of pictures, video, folder of either, or kafka://HOST:PORT; can be repeated",
    )
    add(
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help="folder for the results and intermediate files",
    )
    add("--prune", type=share, metavar="SHARE", help="also remove at most this share of the channels, such as 0.2")
    add(
        "--keep",
        type=below_one,
        metavar="SHARE",
        help="how much of the original student to keep, for other scenes: 0 for these cameras alone; default 0.5, or"
        " 0.25 with --rehearse",
    )
    add(
        "--rehearse",
        action="append",
        default=[],
        metavar="SOURCE",
        help="pictures of all kinds, such as a hundred of COCO: on these, the student learns to stay as it was",
    )
    add("--qat", action="store_true", help="also train as INT8 (QAT), and deliver the better model")
    add("--classes", default="", metavar="NAMES", help="classes that count, separated by commas; default all in common")
    add("--minutes", type=positive, default=60.0, metavar="N", help="time for the whole run; default 60")
    add(
        "--labels",
        type=file_or_folder,
        metavar="LABELS",
        help="COCO file or folder of YOLO labels, for some or all pictures in --frames or --unseen: labels correct the"
        " teacher, and decide if enough judged pictures have some",
    )
    add(
        "--unseen",
        action="append",
        default=[],
        metavar="SOURCE",
        help="frames of other cameras: nothing is learned from them, but all models are also measured on them",
    )
    add("--training-frames", type=whole, default=800, metavar="N", help="max, over all cameras; default 800")
    add(
        "--judged-frames",
        type=whole,
        default=200,
        metavar="N",
        help="max, over all cameras, and likewise for --unseen; default 200",
    )
    return parser


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    # These take seconds to load, so the command line is checked first.
    from compression.chain import Chain
    from compression.models.errors import ModelError
    from compression.order import Order
    from compression.refusal import Refusal
    from compression.workplace import Workplace

    try:
        order = Order(
            teacher=given.teacher,
            student=given.student,
            sources=tuple(given.frames),
            out=given.out,
            prune=given.prune,
            keep=given.keep if given.keep is not None else REHEARSED_KEEP if given.rehearse else KEEP,
            qat=given.qat,
            classes=tuple(name.strip() for name in given.classes.split(",") if name.strip()),
            minutes=given.minutes,
            labels=given.labels,
            unseen=tuple(given.unseen),
            rehearse=tuple(given.rehearse),
            training=given.training_frames,
            judged=given.judged_frames,
        )
        place = Workplace(order)
        with place.alone():
            verdict = Chain(order, place, lambda line: print(line, flush=True)).run()
    except (Refusal, ModelError) as e:
        return fail(str(e))
    except OSError as e:
        if e.errno in (errno.ENOSPC, errno.EDQUOT):
            return fail(f"no space is left for {given.out}: free some, then repeat the command to resume")
        return fail(f"{e.filename or given.out}: {e.strerror or e}")
    except KeyboardInterrupt:
        print("compress: stopped; repeat the command to resume", file=sys.stderr)
        return INTERRUPTED
    if verdict.chosen is None:
        return fail(f"nothing is delivered: {verdict.reason}; {given.out / 'report.html'} has the figures")
    print(f"{given.out / 'student.int8.onnx'}: {verdict.reason}; {given.out / 'report.html'} has the figures")
    return 0


def fail(line: str) -> int:
    print(f"compress: {line}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.exit(code)
