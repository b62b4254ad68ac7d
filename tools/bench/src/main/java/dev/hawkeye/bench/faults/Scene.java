package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The view of a camera: blocks of three colors, whose number walks at random between none and three, so that objects
 * come, stay and go. The walk depends on the camera and nothing else. Used by one thread.
 */
final class Scene {
    static final int WIDTH = 320;
    static final int HEIGHT = 192;

    private static final int MAX_BLOCKS = 3;
    private static final double CHANGE = 0.12;

    private final SplittableRandom random;
    private final int[] blocks = new int[Color.values().length];
    private final Map<Integer, byte[]> drawn = new HashMap<>();

    Scene(String camera) {
        random = new SplittableRandom(camera.hashCode());
    }

    /** The next picture, a JPEG. */
    byte[] next() {
        for (int color = 0; color < blocks.length; color++) {
            if (random.nextDouble() < CHANGE) {
                int changed = blocks[color] + (random.nextBoolean() ? 1 : -1);
                blocks[color] = Math.max(0, Math.min(MAX_BLOCKS, changed));
            }
        }
        return drawn.computeIfAbsent(Arrays.hashCode(blocks), unused -> draw());
    }

    private byte[] draw() {
        List<Block> cells = new ArrayList<>();
        for (Color color : Color.values()) {
            for (int i = 0; i < blocks[color.classId()]; i++) {
                cells.add(BlockPictures.cell(color, 1 + 3 * i, 2 * color.classId()));
            }
        }
        return BlockPictures.jpeg(WIDTH, HEIGHT, cells);
    }
}
