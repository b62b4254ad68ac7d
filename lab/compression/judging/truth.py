"""What is to be seen in the frames: the teacher's boxes, or the user's labels.

Models are judged by ground truth in COCO's format. Labels of training frames become arrays in pixels of the input.
"""

import collections
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from compression import whole_files
from compression.footage.frames import Frame
from compression.models.classes import Classes
from compression.models.detect import Boxes, Detector
from compression.refusal import Refusal

SURE = 0.5  # min score at which a teacher's box counts as an object
COCO = {"images", "annotations", "categories"}
# The rules for YOLO's label files are those of `model evaluate` (`YoloLabels.java`).
BOX_FIELDS = 5
MIN_OUTLINE_FIELDS = 7  # a class and three corners
TOLERANCE = 0.01  # the rounding error that Ultralytics accepts; boxes are clipped to the picture
SHOWN = 80  # characters of a wrong line


def of_teacher(teacher: Detector, classes: Classes, frames: list[Frame], folder: Path) -> dict[str, Any]:
    """The teacher's confident boxes of the counted classes."""
    found = [classes.of_teacher(teacher.find(frame, folder, SURE), teacher.names) for frame in frames]
    return _document(classes, frames, found)


def _document(classes: Classes, frames: list[Frame], found: list[Boxes]) -> dict[str, Any]:
    images, annotations = [], []
    for image, (frame, boxes) in enumerate(zip(frames, found, strict=True)):
        images.append({"id": image, "file_name": Path(frame.file).name, "width": frame.width, "height": frame.height})
        for (left, top, right, bottom), kind in zip(boxes.corners.tolist(), boxes.classes.tolist(), strict=True):
            width, height = right - left, bottom - top
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image,
                    "category_id": kind,
                    "bbox": [left, top, width, height],
                    "area": width * height,
                    "iscrowd": 0,
                }
            )
    return {"images": images, "annotations": annotations, "categories": _categories(classes)}


def _categories(classes: Classes) -> list[dict[str, Any]]:
    return [{"id": index, "name": classes.names[index]} for index in classes.counted]


def boxes_by_file(document: dict[str, Any]) -> dict[str, Boxes]:
    """The boxes of each picture by file name; the classes are those of the student, and all scores are 1.

    document: made by a function of this module.
    """
    rows: dict[int, list[dict[str, Any]]] = {image["id"]: [] for image in document["images"]}
    for annotation in document["annotations"]:
        rows[annotation["image_id"]].append(annotation)
    found = {}
    for image in document["images"]:
        own = rows[image["id"]]
        corners = np.array([annotation["bbox"] for annotation in own], float).reshape(-1, 4)
        corners[:, 2:] += corners[:, :2]
        kinds = np.array([annotation["category_id"] for annotation in own], int)
        found[image["file_name"]] = Boxes(corners, np.ones(len(own)), kinds)
    return found


def of_inputs(document: dict[str, Any], frames: list[Frame]) -> dict[str, np.ndarray]:
    """The boxes of each labeled frame by `Frame.file`, in pixels of the input: see `augment.Picture`.

    Frames with crowds are left out: a crowd's box says that there are objects, but not where each is. document: of
    these frames, made by a function of this module.
    """
    crowded = {annotation["image_id"] for annotation in document["annotations"] if annotation.get("iscrowd")}
    clear = {image["file_name"] for image in document["images"] if image["id"] not in crowded}
    found = boxes_by_file(document)
    return {frame.file: _of_input(found[name], frame) for frame in frames if (name := Path(frame.file).name) in clear}


def _of_input(boxes: Boxes, frame: Frame) -> np.ndarray:
    inside = np.clip(boxes.corners, 0, [frame.width, frame.height] * 2)
    rows = np.column_stack([boxes.classes, frame.box.in_input(inside), np.ones(len(inside))])
    return rows[(inside[:, 2:] > inside[:, :2]).all(1)]


def of_labels(labels: Path, classes: Classes, frames: list[Frame]) -> dict[str, dict[str, Any]]:
    """The labels of the frames that have any, with the student's classes, by part.

    A COCO file names pictures by their path below the source or by file name; a YOLO label file has that path or that
    name, with .txt. Raises Refusal if a file is not in its format, or a label could be that of another picture.
    """
    return _of_yolo(labels, classes, frames) if labels.is_dir() else _of_coco(labels, classes, frames)


def _of_coco(labels: Path, classes: Classes, frames: list[Frame]) -> dict[str, dict[str, Any]]:
    document = _read(labels)
    by_name = {image["file_name"]: image for image in document["images"]}
    index_of = {classes.names[index]: index for index in classes.counted}
    kinds = {each["id"]: index_of[each["name"]] for each in document["categories"] if each["name"] in index_of}
    rows: dict[int, list[dict[str, Any]]] = collections.defaultdict(list)
    for each in document["annotations"]:
        if each["category_id"] in kinds:
            rows[each["image_id"]].append(each | {"category_id": kinds[each["category_id"]]})
    parts: dict[str, dict[str, Any]] = {}
    for frame, name in _matched(labels, by_name, [(frame, frame.name) for frame in frames if frame.name]):
        part = parts.setdefault(frame.part, {"images": [], "annotations": [], "categories": _categories(classes)})
        part["images"].append(by_name[name] | {"file_name": Path(frame.file).name})
        part["annotations"] += rows[by_name[name]["id"]]
    return parts


def _read(labels: Path) -> dict[str, Any]:
    try:
        document = whole_files.read_json(labels)
    except ValueError as e:
        raise Refusal(f"--labels {labels} is not JSON ({e}): give COCO's instances.json") from e
    if not isinstance(document, dict) or not COCO <= document.keys():
        raise Refusal(f"--labels {labels} must have images, annotations and categories, as in COCO's instances.json")
    return document


def _of_yolo(folder: Path, classes: Classes, frames: list[Frame]) -> dict[str, dict[str, Any]]:
    """A picture without a label file does not count."""
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*.txt")]
    wanted = [(frame, Path(frame.name).with_suffix(".txt").as_posix()) for frame in frames if frame.name]
    found: dict[str, list[tuple[Frame, Boxes]]] = collections.defaultdict(list)
    for frame, name in _matched(folder, names, wanted):
        rows = np.array(_shares(folder / name, len(classes.names)), float).reshape(-1, 5)
        rows = rows[np.isin(rows[:, 0], classes.counted)]
        corners = rows[:, 1:] * np.array([frame.width, frame.height] * 2)
        found[frame.part].append((frame, Boxes(corners, np.ones(len(rows)), rows[:, 0].astype(int))))
    return {
        part: _document(classes, [frame for frame, _ in own], [boxes for _, boxes in own])
        for part, own in found.items()
    }


def _shares(file: Path, classes: int) -> list[tuple[float, ...]]:
    """The objects of a YOLO label file, duplicates once: class, and left, top, right, bottom as shares of the picture.

    classes: how many the student has; lines name them by index.
    """
    try:
        lines = file.read_text("utf-8-sig").split("\n")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as e:
        raise Refusal(f"--labels {file} is not a text file: give labels in YOLO's format") from e
    found: dict[tuple[float, ...], None] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found[_object(line, classes)] = None
            except ValueError as e:
                text = line.strip()
                shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
                raise Refusal(f"--labels {file} line {number} {e}, got: {shown}") from e
    return list(found)


def _object(line: str, classes: int) -> tuple[float, ...]:
    """Raises ValueError that says what a line must be."""
    try:
        fields = [float(field) for field in line.split()]
    except ValueError as e:
        raise ValueError("must be numbers only") from e
    is_outline = len(fields) >= MIN_OUTLINE_FIELDS and len(fields) % 2 == 1
    if len(fields) != BOX_FIELDS and not is_outline:
        raise ValueError("must be 'class cx cy w h', or a class and the corners of an outline")
    kind, places = fields[0], np.array(fields[1:])
    if kind not in range(classes):
        raise ValueError(f"must start with a class of the student, 0 to {classes - 1}")
    if not ((places >= -TOLERANCE) & (places <= 1 + TOLERANCE)).all():
        raise ValueError("must have shares of the picture's width and height, 0 to 1")
    if is_outline:
        corners = places.reshape(-1, 2)
        low, high = corners.min(0), corners.max(0)
    else:
        middle, half = places[:2], np.maximum(places[2:], 0) / 2
        low, high = middle - half, middle + half
    return kind, *np.clip([*low, *high], 0, 1).tolist()


def _matched(labels: Path, names: Iterable[str], wanted: list[tuple[Frame, str]]) -> list[tuple[Frame, str]]:
    """The frames that have labels, each with the labels' name for it: the wanted path, or else a path to a file of the
    wanted name. Raises Refusal if it is not clear which labels are meant for which frame.
    """
    alike: dict[str, list[str]] = collections.defaultdict(list)
    for name in names:
        alike[Path(name).name].append(name)
    found: dict[str, Frame] = {}
    for frame, path in wanted:
        own = alike.get(Path(path).name, [])
        own = [path] if path in own else own
        if len(own) > 1 or any(name in found for name in own):
            raise Refusal(
                f"--labels {labels}: several pictures are called {Path(path).name}: give each another name, or labels"
                " with the paths of the pictures below --frames and --unseen"
            )
        found |= dict.fromkeys(own, frame)
    return [(frame, name) for name, frame in found.items()]
