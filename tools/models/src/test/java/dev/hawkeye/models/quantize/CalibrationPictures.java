package dev.hawkeye.models.quantize;

import dev.hawkeye.testing.BlockPictures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A few pictures of blocks in all colors and sizes, the same each time. */
final class CalibrationPictures {
    static final int COUNT = 4;

    private CalibrationPictures() {}

    static List<ByteBuffer> drawn() {
        Random random = new Random(5);
        List<ByteBuffer> pictures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            List<BlockPictures.Block> blocks = new ArrayList<>();
            for (BlockPictures.Color color : BlockPictures.Color.values()) {
                blocks.add(new BlockPictures.Block(
                        color, random.nextInt(80), random.nextInt(40), 8 + random.nextInt(40), 8 + random.nextInt(20)));
            }
            pictures.add(ByteBuffer.wrap(BlockPictures.jpeg(128, 64, blocks)));
        }
        return pictures;
    }
}
