"""Collects the held-out scenes in one folder per weather and one for all, for `hawkeye model evaluate`.

The ground truth contains every object that is 8 pixels high and a quarter visible, more than can be recognized. So
there are two label files: instances.json has all objects; clear.json marks distant or mostly hidden ones as ignored,
like COCO's crowds: detections of them count neither as right nor as wrong.
"""

import argparse
import json
import os
import shutil
from pathlib import Path

ALL = "all"
LEAST_HEIGHT = 16  # pixels of 720
LEAST_WIDTH = 8
LEAST_VISIBLE = 0.5


def is_clear(annotation: dict) -> bool:
    """Whether a person who looks at the picture could see and identify the object."""
    _, _, width, height = annotation["bbox"]
    return width >= LEAST_WIDTH and height >= LEAST_HEIGHT and annotation["visibility"] >= LEAST_VISIBLE


def merge(scenes: list[Path], into: Path) -> None:
    """Merges scenes. Pictures are named after their scenes, and linked, not copied."""
    shutil.rmtree(into, ignore_errors=True)
    (into / "images").mkdir(parents=True)
    images, annotations, categories = [], [], []
    for scene in scenes:
        truth = json.loads((scene / "instances.json").read_text())
        categories = truth["categories"]
        first = len(images)
        for image in truth["images"]:
            name = f"{scene.name}-{image['file_name']}"
            os.link(scene / "images" / image["file_name"], into / "images" / name)
            images.append(image | {"id": first + image["id"], "file_name": name})
        for annotation in truth["annotations"]:
            ids = {"id": len(annotations) + 1, "image_id": first + annotation["image_id"]}
            annotations.append(annotation | ids)
    truth = {"images": images, "annotations": annotations, "categories": categories}
    (into / "instances.json").write_text(json.dumps(truth))
    clear = sum(map(is_clear, annotations))
    truth["annotations"] = [one | {"iscrowd": 0 if is_clear(one) else 1} for one in annotations]
    (into / "clear.json").write_text(json.dumps(truth))
    print(f"{into.name}: {len(images)} pictures of {len(scenes)} scenes, {len(annotations)} objects, {clear} clear")


def main(build: Path) -> None:
    scenes = sorted(file.parent for file in (build / "scenes" / "val").glob("*/instances.json"))
    merge(scenes, build / "judged" / ALL)
    for weather in sorted({scene.name.split("-")[1] for scene in scenes}):
        merge([scene for scene in scenes if scene.name.endswith(weather)], build / "judged" / weather)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    main(parser.parse_args().build)
