"""Counts objects in a video without Kafka, as a script would: the baseline for Hawkeye's pipeline.

usage: pipeline.py MODEL.onnx VIDEO

OpenCV decodes and letterboxes, two threads run an ONNX Runtime session of one thread each, NMS follows, and the objects
of each class are counted per window of 10 s. Prints its speed from the first result to the last, excluding startup, as
one JSON object.
"""

import ast
import json
import os
import sys
import time
from collections import defaultdict
from queue import Queue
from threading import Lock, Thread

import cv2
import numpy as np
import onnxruntime as ort

SIDE = 640
STRIDE = 32
GRAY = (114, 114, 114)
CONFIDENCE = 0.25
IOU = 0.7
WINDOW = 10  # seconds
WORKERS = 2
WAITING = 8  # pictures


def letterbox(picture: np.ndarray) -> np.ndarray:
    """Letterboxes to the smallest multiple of the stride, as Ultralytics does: 1 x 3 x height x width, RGB, 0 to 1."""
    height, width = picture.shape[:2]
    gain = SIDE / max(height, width)
    size = round(width * gain), round(height * gain)
    across, down = (SIDE - size[0]) % STRIDE, (SIDE - size[1]) % STRIDE
    small = cv2.resize(picture, size)
    left, top = across // 2, down // 2
    framed = cv2.copyMakeBorder(small, top, down - top, left, across - left, cv2.BORDER_CONSTANT, value=GRAY)
    return cv2.dnn.blobFromImage(framed, 1 / 255, swapRB=True)


def classes_of(output: np.ndarray) -> np.ndarray:
    """The class of each object in a picture, from an output of channels x anchors."""
    scores = output[4:].max(axis=0)
    chosen = np.flatnonzero(scores > CONFIDENCE)
    boxes = output[:4, chosen].T
    classes = output[4:, chosen].argmax(axis=0)
    corners = np.concatenate([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, 2:]], axis=1)
    kept = cv2.dnn.NMSBoxesBatched(corners.tolist(), scores[chosen].tolist(), classes.tolist(), CONFIDENCE, IOU)
    return classes[np.array(kept, dtype=int)]


def session(model: str) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Counts:
    """The maximum number of objects of each class in one picture, per window."""

    def __init__(self, fps: float):
        self.fps = fps
        self.most = defaultdict(int)
        self.pictures = 0
        self.lock = Lock()
        self.first = None

    def add(self, index: int, classes: np.ndarray) -> None:
        with self.lock:
            for found, count in zip(*np.unique(classes, return_counts=True)):
                key = int(index / self.fps) // WINDOW, int(found)
                self.most[key] = max(self.most[key], int(count))
            self.pictures += 1
            self.last = time.perf_counter(), processor_seconds(), self.pictures
            self.first = self.first or self.last


def processor_seconds() -> float:
    times = os.times()
    return times.user + times.system


def work(detector: ort.InferenceSession, pictures: Queue, counts: Counts) -> None:
    name = detector.get_inputs()[0].name
    for index, picture in iter(pictures.get, None):
        counts.add(index, classes_of(detector.run(None, {name: letterbox(picture)})[0][0]))


def main(model: str, video: str) -> None:
    capture = cv2.VideoCapture(video)
    if not capture.isOpened():
        sys.exit(f"{video} cannot be opened")
    detectors = [session(model) for _ in range(WORKERS)]
    names = ast.literal_eval(detectors[0].get_modelmeta().custom_metadata_map["names"])
    counts = Counts(capture.get(cv2.CAP_PROP_FPS))
    pictures = Queue(WAITING)
    threads = [Thread(target=work, args=(detector, pictures, counts)) for detector in detectors]
    for thread in threads:
        thread.start()
    index = 0
    while True:
        read, picture = capture.read()
        if not read:
            break
        pictures.put((index, picture))
        index += 1
    for _ in threads:
        pictures.put(None)
    for thread in threads:
        thread.join()
    (begin, used, done), (end, used_at_end, all_done) = counts.first, counts.last
    frames = all_done - done
    print(json.dumps({
        "frames": all_done,
        "framesPerSecond": frames / (end - begin),
        "processorMillis": 1000 * (used_at_end - used) / frames,
        "counts": {f"{window * WINDOW} s {names[found]}": most for (window, found), most in sorted(counts.most.items())},
    }))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
