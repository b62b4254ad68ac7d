package dev.hawkeye.street.drawing;

/** A color, or an amount of light of each color; 0 to 1, clipped when drawn. */
public record Color(float r, float g, float b) {
    public static final Color BLACK = new Color(0, 0, 0);

    public static Color hex(int rgb) {
        return new Color((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
    }

    public Color mix(Color other, double share) {
        float s = (float) Math.max(0, Math.min(1, share));
        return new Color(r + (other.r - r) * s, g + (other.g - g) * s, b + (other.b - b) * s);
    }

    public Color times(double factor) {
        float f = (float) factor;
        return new Color(r * f, g * f, b * f);
    }

    public Color times(Color other) {
        return new Color(r * other.r, g * other.g, b * other.b);
    }

    public Color plus(Color other) {
        return new Color(r + other.r, g + other.g, b + other.b);
    }
}
