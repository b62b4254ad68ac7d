package dev.hawkeye.bench.faults.input;

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
 * The view of a camera: blocks of three colors, whose number varies at random between none and three, so that objects
 * come, stay and go, and a small block that walks back and forth at the bottom, over the line and through the zones of
 * {@code SiteConfig}. Everything depends on the camera alone. For a camera with a gate, everything stands still for
 * some pictures between two steps. Not thread-safe.
 */
public final class Scene {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 192;

    private static final int MAX_BLOCKS = 3;
    private static final int STAY = 3;
    private static final double CHANGE = 0.12;

    /** A cell of the model in pixels of the picture: a step of the walker, and its size. */
    private static final int STEP = 16;

    private static final int STEPS = WIDTH / STEP - 1;
    private static final int WALKWAY = HEIGHT - 2 * STEP;

    private final SplittableRandom random;
    private final int[] blocks = new int[Color.values().length];
    private final int stay;
    private byte[] picture;
    private int shown;
    private int walked;
    private final Map<Integer, byte[]> drawn = new HashMap<>();

    public Scene(String camera) {
        random = new SplittableRandom(camera.hashCode());
        stay = Input.isGated(camera) ? STAY : 1;
    }

    /** The next picture, a JPEG; the same array as long as nothing moves. */
    public byte[] next() {
        if (shown++ % stay == 0) {
            picture = step();
        }
        return picture;
    }

    private byte[] step() {
        for (int color = 0; color < blocks.length; color++) {
            if (random.nextDouble() < CHANGE) {
                int changed = blocks[color] + (random.nextBoolean() ? 1 : -1);
                blocks[color] = Math.max(0, Math.min(MAX_BLOCKS, changed));
            }
        }
        int column = Math.abs(walked++ % (2 * STEPS) - STEPS);
        return drawn.computeIfAbsent(column + WIDTH * Arrays.hashCode(blocks), unused -> draw(column));
    }

    private byte[] draw(int column) {
        List<Block> cells = new ArrayList<>();
        for (Color color : Color.values()) {
            for (int i = 0; i < blocks[color.classId()]; i++) {
                cells.add(BlockPictures.cell(color, 1 + 3 * i, 2 * color.classId()));
            }
        }
        cells.add(new Block(Color.RED, STEP * column, WALKWAY, STEP, STEP));
        return BlockPictures.jpeg(WIDTH, HEIGHT, cells);
    }
}
