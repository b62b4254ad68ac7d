package dev.hawkeye.vision;

import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.InputWriter;
import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.picture.JpegDecoder;
import dev.hawkeye.vision.picture.JpegHeader;
import dev.hawkeye.vision.picture.PictureException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One picture at a time as the input of a model, prepared as in its lanes. Owns native memory, which grows to the
 * largest picture and is freed by {@link #close()}. Not thread-safe.
 */
public final class PictureInput implements AutoCloseable {
    private final ModelInfo info;
    private final JpegDecoder decoder = new JpegDecoder();
    private final InputWriter writer = new InputWriter();
    private FloatPointer values = new FloatPointer(1);
    private InputShape shape;

    /** @param info the model for which the pictures are prepared */
    public PictureInput(ModelInfo info) {
        this.info = info;
    }

    /** @throws PictureException when the picture cannot be decoded; the input is then undefined */
    public void load(ByteBuffer jpeg) throws PictureException {
        JpegHeader header = JpegHeader.read(jpeg, JpegHeader.MAX_PIXELS);
        Letterbox letterbox = info.letterbox(header.width(), header.height(), LetterboxShape.RECTANGLE);
        shape = letterbox.input();
        long needed = (long) batch() * shape.values();
        if (values.capacity() < needed) {
            values.close();
            values = new FloatPointer(needed).fill(0);
        }
        try {
            writer.write(decoder.decode(jpeg, header, letterbox.reduction()), letterbox, values, 0);
        } catch (RuntimeException e) {
            // OpenCV's own exceptions arrive as bare RuntimeExceptions.
            throw new PictureException("JPEG cannot be decoded: " + e.getMessage());
        }
    }

    /** @return the values of the last picture, batch × 3 × height × width, RGB, 0 to 1; valid until the next one */
    public FloatBuffer values() {
        return values.asBuffer().limit(batch() * shape.values());
    }

    /**
     * @return batch, 3, height, width; the batch is 1, or the model's fixed batch, of which only the first is filled
     */
    public long[] shape() {
        return new long[] {batch(), 3, shape.height(), shape.width()};
    }

    private int batch() {
        return Math.max(1, info.fixedBatch());
    }

    @Override
    public void close() {
        decoder.close();
        writer.close();
        values.close();
    }
}
