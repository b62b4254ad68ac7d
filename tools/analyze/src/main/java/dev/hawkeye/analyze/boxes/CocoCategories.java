package dev.hawkeye.analyze.boxes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Maps classes to COCO categories: those of COCO's annotations, with numbers from 1 to 90 with gaps, if the model knows
 * only COCO's classes; otherwise the class's number in the model, from 1. Immutable.
 */
final class CocoCategories {
    private static final List<Integer> GAPS = List.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);
    private static final List<String> NAMES = List.of(
            "person",
            "bicycle",
            "car",
            "motorcycle",
            "airplane",
            "bus",
            "train",
            "truck",
            "boat",
            "traffic light",
            "fire hydrant",
            "stop sign",
            "parking meter",
            "bench",
            "bird",
            "cat",
            "dog",
            "horse",
            "sheep",
            "cow",
            "elephant",
            "bear",
            "zebra",
            "giraffe",
            "backpack",
            "umbrella",
            "handbag",
            "tie",
            "suitcase",
            "frisbee",
            "skis",
            "snowboard",
            "sports ball",
            "kite",
            "baseball bat",
            "baseball glove",
            "skateboard",
            "surfboard",
            "tennis racket",
            "bottle",
            "wine glass",
            "cup",
            "fork",
            "knife",
            "spoon",
            "bowl",
            "banana",
            "apple",
            "sandwich",
            "orange",
            "broccoli",
            "carrot",
            "hot dog",
            "pizza",
            "donut",
            "cake",
            "chair",
            "couch",
            "potted plant",
            "bed",
            "dining table",
            "toilet",
            "tv",
            "laptop",
            "mouse",
            "remote",
            "keyboard",
            "cell phone",
            "microwave",
            "oven",
            "toaster",
            "sink",
            "refrigerator",
            "book",
            "clock",
            "vase",
            "scissors",
            "teddy bear",
            "hair drier",
            "toothbrush");
    private static final List<Integer> NUMBERS = IntStream.rangeClosed(1, 90)
            .boxed()
            .filter(id -> !GAPS.contains(id))
            .toList();

    private final List<String> classes;
    private final boolean coco;

    /** @param classes the classes of the model, by class id */
    CocoCategories(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.coco = NAMES.containsAll(classes);
    }

    int of(int classId) {
        return coco ? NUMBERS.get(NAMES.indexOf(classes.get(classId))) : classId + 1;
    }

    /** @return names by number, in the order of the model */
    Map<Integer, String> all() {
        Map<Integer, String> all = new LinkedHashMap<>();
        for (int id = 0; id < classes.size(); id++) {
            // A name may contain half a surrogate pair, which has no bytes in JSON.
            all.put(of(id), new String(classes.get(id).getBytes(UTF_8), UTF_8));
        }
        return all;
    }
}
