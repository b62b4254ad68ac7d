package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.SettingException;
import dev.hawkeye.tracking.Box;

/** The point of a box that counts as the position of its object. */
public enum Anchor {
    /** The middle of the lower edge: where people stand and cars touch the ground. */
    BOTTOM_CENTER("bottom-centre") {
        @Override
        public Point of(Box box) {
            return new Point((box.left() + box.right()) / 2, box.bottom());
        }
    },
    /** The middle of the box: for cameras that look straight down, and for objects that do not stand on the ground. */
    CENTER("centre") {
        @Override
        public Point of(Box box) {
            return new Point((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2);
        }
    };

    private final String text;

    Anchor(String text) {
        this.text = text;
    }

    /** @param box with relative coordinates */
    public abstract Point of(Box box);

    /**
     * Parses a setting, in either spelling of "centre".
     *
     * @throws SettingException without a key, for any other word
     */
    public static Anchor parse(String text) {
        String british = text.strip().replace("center", "centre");
        for (Anchor anchor : values()) {
            if (anchor.text.equals(british)) {
                return anchor;
            }
        }
        throw new SettingException("", "must be " + BOTTOM_CENTER + " or " + CENTER, text);
    }

    /** As spelled in the settings. */
    @Override
    public String toString() {
        return text;
    }
}
