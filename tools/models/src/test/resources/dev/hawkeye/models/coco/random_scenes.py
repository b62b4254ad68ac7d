"""Writes random_scenes.csv: what pycocotools says of random scenes, which RandomScene.java makes in the same way.

    pip install pycocotools==2.0.11 && python random_scenes.py SEEDS > random_scenes.csv
"""

import contextlib
import io
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

CLASSES = 8


class Dice:
    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides


def side(dice):
    return 1 + dice.roll(8 << dice.roll(6))


def near(dice, box):
    most = dice.roll(12)
    x, y, w, h = (value + dice.roll(2 * most + 1) - most for value in box)
    return x, y, max(1, w), max(1, h)


def scene(seed):
    dice = Dice(seed)
    truth, found = [], []
    pictures = 1 + dice.roll(30)
    for picture in range(1, pictures + 1):
        def see(kind, box):
            found.append(dict(image_id=picture, category_id=kind, bbox=list(box), score=(1 + dice.roll(64)) / 64))

        objects = []
        for _ in range(dice.roll(12)):
            if objects and dice.roll(3) == 0:
                kind, box = objects[-1][0], near(dice, objects[-1][1])
            else:
                kind = dice.roll(CLASSES)
                box = dice.roll(400), dice.roll(300), side(dice), side(dice)
            area = box[2] * box[3] * (50 + dice.roll(51)) / 100
            crowd = 1 if dice.roll(10) == 0 else 0
            objects.append((kind, box))
            truth.append(dict(id=len(truth) + 1, image_id=picture, category_id=kind, bbox=list(box), area=area, iscrowd=crowd))
        for kind, box in objects:
            for _ in range(150 if dice.roll(40) == 0 else dice.roll(4)):
                seen = (kind + 1) % CLASSES if dice.roll(8) == 0 else kind
                see(seen, near(dice, box))
        for _ in range(dice.roll(20)):
            kind = dice.roll(CLASSES)
            see(kind, (dice.roll(400), dice.roll(300), side(dice), side(dice)))
    return pictures, truth, found


def figures(seed):
    pictures, truth, found = scene(seed)
    coco = COCO()
    coco.dataset = dict(
        info={},
        images=[dict(id=i) for i in range(1, pictures + 1)],
        annotations=truth,
        categories=[dict(id=i) for i in range(CLASSES)],
    )
    coco.createIndex()
    evaluation = COCOeval(coco, coco.loadRes(found) if found else COCO(), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    yield from evaluation.stats[:6]
    precision = evaluation.eval["precision"][:, :, :, 0, 2]
    for kind in range(CLASSES):
        yield precision[:, :, kind].mean()
        yield precision[0, :, kind].mean()


for seed in range(1, 1 + int(sys.argv[1])):
    with contextlib.redirect_stdout(io.StringIO()):
        row = list(figures(seed))
    print(seed, *("" if value < 0 else repr(float(value)) for value in row), sep=",")
