"""Puts the unseen scenes into one folder of each weather, and one of all, as `hawkeye model evaluate` reads them."""

import argparse
import json
import os
import shutil
from pathlib import Path

ALL = "all"


def merge(scenes: list[Path], into: Path) -> None:
    """Pictures are named after their scenes, and are not copied."""
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
    print(f"{into.name}: {len(images)} pictures of {len(scenes)} scenes, {len(annotations)} objects")


def main(build: Path) -> None:
    scenes = sorted(file.parent for file in (build / "scenes" / "val").glob("*/instances.json"))
    merge(scenes, build / "judged" / ALL)
    for weather in sorted({scene.name.split("-")[1] for scene in scenes}):
        merge([scene for scene in scenes if scene.name.endswith(weather)], build / "judged" / weather)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    main(parser.parse_args().build)
