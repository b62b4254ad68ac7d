package dev.hawkeye.models;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.input.InputShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --shape}: height x width, in the order of tensors. */
public final class ShapeOption {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final int STRIDE = 32;
    private static final int MAX_SIDE = 8192;

    private ShapeOption() {}

    /** @throws UserException when it is not a valid shape */
    public static InputShape parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int height = Integer.parseInt(matcher.group(1));
            int width = Integer.parseInt(matcher.group(2));
            if (isSide(height) && isSide(width)) {
                return new InputShape(width, height);
            }
        }
        throw new UserException("--shape must be height x width in multiples of " + STRIDE + " up to " + MAX_SIDE
                + ", such as 384x640, got: " + text);
    }

    private static boolean isSide(int length) {
        return length > 0 && length <= MAX_SIDE && length % STRIDE == 0;
    }

    public static String text(InputShape shape) {
        return shape.height() + "x" + shape.width();
    }
}
