"""Atomic file writes: a file is complete or absent, even if the run is killed or the disk is full."""

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import torch

PART = ".part"


def write(file: Path, content: bytes) -> None:
    """Raises OSError if the disk is full; the file is then unchanged."""
    part = file.with_name(file.name + PART)
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def write_json(file: Path, content: Any) -> None:
    write(file, json.dumps(content, indent=1).encode())


def read_json(file: Path) -> Any:
    return json.loads(file.read_text())


def write_state(file: Path, state: dict[str, Any]) -> None:
    """Writes a checkpoint, by way of memory, since PyTorch's error for a full disk looks like any other."""
    content = io.BytesIO()
    torch.save(state, content)
    write(file, content.getvalue())


def read_state(file: Path) -> dict[str, Any]:
    return torch.load(file, map_location="cpu", weights_only=True)


def digest(file: Path) -> str:
    """SHA-256, hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
