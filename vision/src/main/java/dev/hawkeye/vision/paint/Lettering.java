package dev.hawkeye.vision.paint;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters as outlines of Liberation Sans, one of the fonts of the console's page: Latin, Greek, Cyrillic and Hebrew; a
 * missing letter is drawn as a frame. The font is read without Java's own font system, which needs libraries and fonts
 * that a bare container lacks; so a picture looks the same everywhere. Thread-safe.
 */
final class Lettering {
    private static final Logger log = LoggerFactory.getLogger(Lettering.class);
    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int MAX_GLYPHS = 5_000;
    private static final Lettering INSTANCE = load();

    private final TrueTypeFont font; // guarded by this, as are the following fields
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    /** @param outline in em, the baseline at y = 0, y downwards */
    private record Glyph(Path2D outline, double advance) {}

    /**
     * A text as one outline.
     *
     * @param outline in pixels, starting at x = 0, with the baseline at y = 0
     * @param width width of the text in pixels
     */
    record Text(Path2D outline, double width) {}

    private Lettering(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** @return null if the font cannot be read; pictures have no text then */
    static Lettering get() {
        return INSTANCE;
    }

    private static Lettering load() {
        try (InputStream file = TrueTypeFont.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException(FILE + " is missing");
            }
            return new Lettering(new TTFParser().parse(new RandomAccessReadBuffer(file)));
        } catch (IOException | RuntimeException | LinkageError e) {
            log.warn("pictures have no labels: the font cannot be read: {}", e.getMessage());
            return null;
        }
    }

    /** @param size of the letters, pixels per em */
    synchronized Text text(String text, double size) {
        Path2D outline = new Path2D.Double();
        double x = 0;
        for (int character : text.codePoints().toArray()) {
            Glyph glyph = glyphs.computeIfAbsent(character, this::glyph);
            AffineTransform place = AffineTransform.getTranslateInstance(x, 0);
            place.scale(size, size);
            outline.append(glyph.outline.getPathIterator(place), false);
            x += glyph.advance * size;
        }
        if (glyphs.size() > MAX_GLYPHS) {
            glyphs.clear();
        }
        return new Text(outline, x);
    }

    private Glyph glyph(int character) {
        try {
            int id = characters.getGlyphId(character);
            GlyphData data = font.getGlyph().getGlyph(id);
            Path2D outline = new Path2D.Double();
            if (data != null) {
                outline.append(data.getPath(), false);
                outline.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm));
            }
            return new Glyph(outline, font.getAdvanceWidth(id) / unitsPerEm);
        } catch (IOException e) {
            return new Glyph(new Path2D.Double(), 0);
        }
    }
}
