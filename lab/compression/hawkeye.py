"""Runs Hawkeye's own commands, which extract frames, quantize and measure."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from compression.refusal import Refusal

COMMAND = Path(__file__).resolve().parents[2] / "hawkeye"
REFUSED = 1
ROUNDS = 3


class Speed(NamedTuple):
    milliseconds: float  # per picture, at the best lane setting
    pictures_per_second: float


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError as e:
        raise Refusal(f"{COMMAND} cannot be run ({e.strerror}): run lab/compress from a Hawkeye source tree") from e


def _checked(*arguments: str | Path) -> str:
    done = _run(*arguments)
    if done.returncode:
        words = " ".join(str(word) for word in arguments[: 2 if arguments[0] == "model" else 1])
        raise Refusal(f"./hawkeye {words} failed: {_last(done.stderr or done.stdout)}")
    return done.stdout


def _last(text: str) -> str:
    """The last line that is not blank, without the program's name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("hawkeye: ") if lines else "it printed nothing"


def frames(kafka: str, out: Path, each: int) -> None:
    """Writes pictures of a running site, at most `each` per camera; HAWKEYE_… variables set the rest."""
    _checked("frames", "--kafka", kafka, "--out", out, "--each", str(each), "--quiet")


def inspect(model: Path) -> dict[str, Any]:
    """The output of `model inspect --json`. Raises Refusal if the file is not an ONNX model."""
    return json.loads(_checked("model", "inspect", "--json", model))


def evaluate(model: Path, images: Path, labels: Path) -> dict[str, Any]:
    """mAP by COCO's rules, on rectangular inputs as in the pipeline."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "figures.json")
        _checked("model", "evaluate", "--quiet", "--rect", model, "--images", images, "--labels", labels, "--out", out)
        return json.loads(out.read_text())


def quantize(model: Path, out: Path, pictures: Path, *options: str) -> str | None:
    """Writes an INT8 model, calibrated on a folder of pictures. Returns the reason if it is refused, else None."""
    done = _run("model", "quantize", "--quiet", model, "-o", out, "--calibrate", pictures, *options)
    if done.returncode == 0 and out.exists():
        return None
    if done.returncode == REFUSED and "refused:" in done.stdout:
        lines = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("refused:")]
        return lines[-1].strip()
    raise Refusal(f"./hawkeye model quantize failed: {_last(done.stderr or done.stdout)}")


def bench(models: list[Path], shape: tuple[int, int], seconds: float) -> dict[Path, Speed]:
    """The speeds of models, measured in turn in one run. shape: height and width of the input."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "figures.json")
        _checked(
            "model", "bench", "--quiet", *models, "--shape", f"{shape[0]}x{shape[1]}", "--rounds", str(ROUNDS),
            "--seconds", str(seconds), "--out", out,
        )  # fmt: skip
        report = json.loads(out.read_text())
    speeds = {}
    for model, figures in zip(models, report["models"], strict=True):
        rate = max(setting["picturesPerSecond"] for setting in figures["settings"])
        speeds[model] = Speed(1000 / rate, rate)
    return speeds
