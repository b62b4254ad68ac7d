"""The ground truth of the judged frames in COCO's format: the teacher's boxes, or the user's labels."""

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
    categories = [{"id": index, "name": classes.names[index]} for index in classes.counted]
    return {"images": images, "annotations": annotations, "categories": categories}


def boxes_by_file(document: dict[str, Any]) -> dict[str, Boxes]:
    """The boxes of each picture by file name; the classes are the document's category ids, and all scores are 1."""
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


def of_labels(labels: Path, classes: Classes, frames: list[Frame]) -> dict[str, Any] | None:
    """The labels of the frames that have any, or None if no frame has.

    A COCO file names pictures by their path below the source or by file name; a YOLO label file has the picture's name
    with .txt. Raises Refusal if the file is not in COCO's format.
    """
    if labels.is_dir():
        return _of_yolo(labels, classes, frames)
    try:
        document = whole_files.read_json(labels)
    except ValueError as e:
        raise Refusal(f"--labels {labels} is not JSON ({e}): give COCO's instances.json") from e
    if not isinstance(document, dict) or not COCO <= document.keys():
        raise Refusal(f"--labels {labels} must have images, annotations and categories, as in COCO's instances.json")
    names = {frame.name: frame for frame in frames if frame.name}
    files = {Path(name).name: name for name in names}
    images = []
    for image in document["images"]:
        name = image["file_name"] if image["file_name"] in names else files.get(Path(image["file_name"]).name)
        if name is not None:
            images.append(image | {"file_name": Path(names[name].file).name})
    if not images:
        return None
    ids = {image["id"] for image in images}
    counted = set(classes.counted_names)
    categories = [category for category in document["categories"] if category["name"] in counted]
    kinds = {category["id"] for category in categories}
    annotations = [each for each in document["annotations"] if each["image_id"] in ids and each["category_id"] in kinds]
    return {"images": images, "annotations": annotations, "categories": categories}


def _of_yolo(folder: Path, classes: Classes, frames: list[Frame]) -> dict[str, Any] | None:
    """Reads lines of `class center-x center-y width height`: the class is its index in the student, the rest are
    fractions of the picture's size. A picture without a label file does not count.
    """
    labeled, found = [], []
    for frame in frames:
        file = folder / f"{Path(frame.name).stem}.txt"
        if frame.name and file.is_file():
            rows = np.array([line.split()[:5] for line in file.read_text().splitlines() if line.strip()], float)
            rows = rows.reshape(-1, 5)
            rows = rows[np.isin(rows[:, 0], classes.counted)]
            middle, half = rows[:, 1:3], rows[:, 3:5] / 2
            corners = np.hstack([middle - half, middle + half]) * np.array([frame.width, frame.height] * 2)
            labeled.append(frame)
            found.append(Boxes(corners, np.ones(len(rows)), rows[:, 0].astype(int)))
    return _document(classes, labeled, found) if labeled else None
