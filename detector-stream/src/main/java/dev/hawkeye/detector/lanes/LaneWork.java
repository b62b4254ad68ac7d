package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import java.nio.ByteBuffer;
import java.util.List;

/** What a lane's thread does with pictures: {@link Lane#detect}, or a substitute. */
@FunctionalInterface
public interface LaneWork {
    /**
     * @param wanted what to look for, one for each picture
     * @return one outcome for each picture, in the same order
     */
    List<Outcome> detect(Lane lane, List<ByteBuffer> jpegs, List<ClassScores> wanted);
}
