package dev.hawkeye.app.model;

import dev.hawkeye.vision.PictureInput;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.picture.PictureException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pictures for quantization: the calibration pictures, and held-out ones to judge the result by. The two sets are
 * disjoint unless there is only one picture.
 *
 * @param calibration JPEGs
 * @param keptBack held-out JPEGs: every fourth; one if there are fewer than four
 */
record CalibrationPictures(List<ByteBuffer> calibration, List<ByteBuffer> keptBack) {
    private static final int KEPT_BACK = 4;

    static CalibrationPictures of(List<ByteBuffer> pictures) {
        if (pictures.size() < KEPT_BACK) {
            return new CalibrationPictures(
                    List.copyOf(pictures.subList(pictures.size() > 1 ? 1 : 0, pictures.size())),
                    List.copyOf(pictures.subList(0, Math.min(1, pictures.size()))));
        }
        List<ByteBuffer> calibration = new ArrayList<>();
        List<ByteBuffer> kept = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            (i % KEPT_BACK == KEPT_BACK - 1 ? kept : calibration).add(pictures.get(i));
        }
        return new CalibrationPictures(calibration, kept);
    }

    /** Returns the pictures that can be decoded. */
    static List<ByteBuffer> decodable(List<ByteBuffer> pictures, ModelInfo info, Consumer<String> complaints) {
        List<ByteBuffer> usable = new ArrayList<>();
        try (PictureInput input = new PictureInput(info)) {
            for (ByteBuffer picture : pictures) {
                try {
                    input.load(picture);
                    usable.add(picture);
                } catch (PictureException e) {
                    complaints.accept("skipping a calibration picture: " + e.getMessage());
                }
            }
        }
        return usable;
    }
}
