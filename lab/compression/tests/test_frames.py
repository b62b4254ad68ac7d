"""Which frames are taken, and for which part."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import cv2
import numpy as np

from compression import hawkeye
from compression.footage import augment, cameras, frames, kafka
from compression.footage.augment import Picture, changed, tiled, tiles
from compression.footage.frames import JUDGED, LEAST, PARTS, TRAINING, WATCHED
from compression.footage.letterbox import Letterbox
from compression.refusal import Refusal

MOST = {TRAINING: 40, WATCHED: 5, JUDGED: 20}


def picture(seed: int, width: int = 64, height: int = 36) -> np.ndarray:
    """Large patches of random colors."""
    colors = np.random.default_rng(seed).integers(0, 256, (6, 8, 3)).astype(np.uint8)
    return cv2.resize(colors, (width, height), interpolation=cv2.INTER_NEAREST)


def painted(random: np.random.Generator) -> Picture:
    """A black picture with one labeled object, a red rectangle."""
    bgr = np.zeros((180, 320, 3), np.uint8)
    left, top = (int(each) for each in random.integers(0, (250, 120)))
    right, bottom = left + int(random.integers(20, 70)), top + int(random.integers(20, 60))
    bgr[top:bottom, left:right, 2] = 255
    return Picture(bgr, np.array([[1, left, top, right, bottom, 1.0]]))


def red(bgr: np.ndarray) -> list[int]:
    """Left, top, right and bottom of what is red, however bright."""
    reds = bgr[..., 2].astype(int) * (bgr[..., 2] > 2.0 * bgr[..., 1])
    mask = reds > reds.max() / 2
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]


class KafkaTest(unittest.TestCase):
    def test_pictures_are_taken_out_once_and_a_try_that_failed_leaves_nothing(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(hawkeye, "frames") as frames_of:
            frames_of.side_effect = lambda address, out, each: (out / "gate").mkdir(parents=True)
            first = kafka.written(["kafka://127.0.0.1:9092", "clips"], Path(folder), lambda line: None)
            again = kafka.written(["kafka://127.0.0.1:9092", "clips"], Path(folder), lambda line: None)
            self.assertEqual(first[1:], ["clips"])
            self.assertEqual(first, again)
            self.assertEqual(frames_of.call_count, 1)
            self.assertEqual(list(Path(folder).iterdir()), [Path(first[0])])
            self.assertTrue(Path(first[0], "gate").is_dir())

            other = kafka.written(["kafka://127.0.0.2:9092"], Path(folder), lambda line: None)
            self.assertNotEqual(other, first[:1])
            self.assertEqual(frames_of.call_count, 2)

            frames_of.side_effect = Refusal("Kafka cannot be reached")
            with self.assertRaises(Refusal):
                kafka.written(["clips", "kafka://127.0.0.1:1"], Path(folder), lambda line: None)
            self.assertEqual(set(Path(folder).iterdir()), {Path(first[0]), Path(other[0])})


class TiledTest(unittest.TestCase):
    def test_a_picture_of_tiles_has_a_part_of_each_frame_and_nothing_else(self) -> None:
        for count in (1, 4, 9):
            shapes = [(61, 97), (36, 64), (97, 61)]
            frames = [Picture(np.full((*shapes[i % 3], 3), 20 * (i + 1), np.uint8)) for i in range(count)]
            seen = tiled(frames, (61, 97), np.random.default_rng(count)).bgr
            self.assertEqual(seen.shape, (61, 97, 3))
            levels, pixels = np.unique(seen, return_counts=True)
            self.assertEqual(levels.tolist(), [20 * (i + 1) for i in range(count)])
            self.assertGreater(pixels.min(), 0.7 * seen.size / count)

    def test_labels_follow_the_pixels(self) -> None:
        random, cut = np.random.default_rng(1), 0
        empty = Picture(np.zeros((180, 320, 3), np.uint8), np.zeros((0, 6)))
        for i in range(300):
            frame = painted(random)
            more = [empty] * [0, 3, 8][i % 3]
            for seen in (tiled([frame, *more], (180, 320), random), changed(frame, random)):
                assert seen.boxes is not None
                for kind, *corners, left in seen.boxes.tolist():
                    self.assertEqual(kind, 1)
                    cut += left < 1
                    if min(corners[2] - corners[0], corners[3] - corners[1]) > 2:
                        np.testing.assert_allclose(corners, red(seen.bgr), atol=1)
        self.assertGreater(cut, 50)

    def test_a_label_knows_how_much_of_its_object_is_left(self) -> None:
        half_outside = np.array([[1, -50.0, 20, 50, 80, 1]])
        for scale in (1.0, 0.5):
            moved = augment._moved(half_outside, (scale, scale), (0, 0), (100, 100))
            assert moved is not None
            self.assertEqual(moved.tolist(), [[1, 0, 20 * scale, 50 * scale, 80 * scale, 0.5]])
        gone = augment._moved(half_outside, (1, 1), (-50, 0), (100, 100))
        self.assertEqual(gone.shape if gone is not None else None, (0, 6))

    def test_tiles_have_labels_if_all_frames_have(self) -> None:
        random = np.random.default_rng(1)
        some = [painted(random) for _ in range(4)]
        self.assertIsNotNone(tiled(some, (180, 320), random).boxes)
        self.assertIsNone(tiled([*some[:3], some[3]._replace(boxes=None)], (180, 320), random).boxes)
        empty = tiled([each._replace(boxes=np.zeros((0, 6))) for each in some], (180, 320), random).boxes
        self.assertEqual(empty.shape if empty is not None else None, (0, 6))
        self.assertIsNone(changed(Picture(some[0].bgr), random).boxes)

    def test_one_frame_alone_stays_whole(self) -> None:
        random = np.random.default_rng(1)
        counts = [tiles(random) for _ in range(500)]
        self.assertEqual(sorted(set(counts)), [1, 4, 9])
        self.assertGreater(counts.count(1), 250)


class FramesTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.into = self.folder / "taken"

    def camera(self, name: str, pictures: list[np.ndarray]) -> None:
        (self.folder / "site" / name).mkdir(parents=True)
        for i, each in enumerate(pictures):
            cv2.imwrite(str(self.folder / "site" / name / f"{i:04d}.png"), each)

    def take(self, most: dict[str, int] = MOST) -> list[frames.Frame]:
        return frames.take(cameras.find([str(self.folder / "site")]), most, self.into, lambda line: None)

    def test_parts_of_the_time_do_not_touch_the_judged_one(self) -> None:
        for part in (TRAINING, WATCHED):
            self.assertLessEqual(PARTS[part][1], 0.6)
        self.assertEqual(PARTS[JUDGED], (0.7, 1.0))
        self.assertEqual([frames.part_of(at) for at in (0, 0.55, 0.6, 0.65, 0.7, 0.99)],
                         [TRAINING, WATCHED, None, None, JUDGED, JUDGED])  # fmt: skip

    def test_no_judged_frame_is_older_than_one_for_training(self) -> None:
        self.camera("yard", [picture(i) for i in range(100)])
        self.camera("gate", [picture(1000 + i) for i in range(80)])
        taken = self.take()
        for camera in ("yard", "gate"):
            at = {part: [frame.at for frame in taken if (frame.camera, frame.part) == (camera, part)] for part in PARTS}
            self.assertLess(max(at[TRAINING] + at[WATCHED]), 0.6)
            self.assertGreaterEqual(min(at[JUDGED]), 0.7)
            self.assertLess(max(at[TRAINING]), min(at[WATCHED]))

    def test_each_camera_has_its_share(self) -> None:
        self.camera("yard", [picture(i) for i in range(100)])
        self.camera("gate", [picture(1000 + i) for i in range(80)])
        taken = self.take()
        for part in (TRAINING, JUDGED):
            for camera in ("yard", "gate"):
                count = sum((frame.camera, frame.part) == (camera, part) for frame in taken)
                self.assertEqual(count, MOST[part] // 2)

    def test_only_the_files_of_the_frames_are_left(self) -> None:
        self.camera("yard", [picture(i) for i in range(100)])
        taken = self.take()
        files = {file.relative_to(self.into).as_posix() for file in self.into.rglob("*.jpg")}
        self.assertEqual(files, {frame.file for frame in taken})

    def test_near_duplicates_leave(self) -> None:
        noise = np.random.default_rng(1)
        same = picture(7, 640, 360)
        noisy = [np.clip(same + noise.normal(0, 8, same.shape), 0, 255).astype(np.uint8) for _ in range(60)]
        self.camera(
            "yard", [picture(i, 640, 360) for i in range(30)] + noisy[:30] + [picture(i) for i in range(60, 100)]
        )
        training = [frame for frame in self.take() if frame.part == TRAINING]
        self.assertEqual(sum(frame.at >= 0.3 for frame in training), 0)
        self.assertGreaterEqual(len(training), 29)

    def test_somebody_far_away_makes_a_frame_new(self) -> None:
        empty = picture(7, 1280, 720)
        visited = empty.copy()
        visited[300:360, 600:622] = 30 if empty[330, 610].mean() > 128 else 220
        self.assertFalse(frames.is_new(frames.signature(empty), [frames.signature(empty)]))
        self.assertTrue(frames.is_new(frames.signature(visited), [frames.signature(empty)]))

    def test_too_few_frames_are_refused(self) -> None:
        self.camera("yard", [picture(i) for i in range(LEAST[TRAINING])])
        with self.assertRaisesRegex(Refusal, "too few different frames: .* give longer recordings"):
            self.take()

    def test_a_video_is_read_evenly(self) -> None:
        file = self.folder / "yard.avi"
        video = cv2.VideoWriter(str(file), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 36))
        for i in range(50):
            video.write(np.full((36, 64, 3), 5 * i, np.uint8))
        video.release()
        found = list(cameras.find([str(file)])[0].candidates(10))
        self.assertEqual([round(each.at * 50) for each in found], list(range(0, 50, 5)))
        for i, each in enumerate(found):
            self.assertAlmostEqual(float(each.bgr.mean()), 25 * i, delta=4)

    def test_cameras_of_one_name_are_told_apart(self) -> None:
        for site in ("north", "south"):
            (self.folder / site / "gate 1").mkdir(parents=True)
            cv2.imwrite(str(self.folder / site / "gate 1" / "0.png"), picture(1))
        found = cameras.find([str(self.folder / "north"), str(self.folder / "south")])
        self.assertEqual([camera.name for camera in found], ["gate-1", "gate-1-2"])

    def test_sources_without_frames_are_refused(self) -> None:
        for source in (str(self.folder), str(self.folder / "nowhere"), __file__):
            with self.subTest(source), self.assertRaises(Refusal) as refused:
                cameras.find([source])
            self.assertNotIn("\n", str(refused.exception))

    def test_the_letterbox_is_that_of_the_pipeline(self) -> None:
        wide, high, odd = Letterbox.of(1280, 720), Letterbox.of(810, 1080), Letterbox.of(768, 432)
        self.assertEqual((wide.shape, wide.height, wide.top), ((384, 640), 360, 12))
        self.assertEqual((high.shape, high.width, high.left), ((640, 480), 480, 0))
        self.assertEqual((odd.shape, odd.top), ((384, 640), 12))
        filled = wide.fit(np.zeros((720, 1280, 3), np.uint8))
        self.assertEqual((filled[11].max(), filled[12].max(), filled[371].max(), filled[372].min()), (114, 0, 0, 114))
        self.assertEqual(wide.in_picture(np.array([[0.0, 12, 640, 372]])).tolist(), [[0, 0, 1280, 720]])
        self.assertEqual(wide.in_input(np.array([[0.0, 0, 1280, 720]])).tolist(), [[0, 12, 640, 372]])
