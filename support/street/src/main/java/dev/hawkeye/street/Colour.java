package dev.hawkeye.street;

/** A colour, or how much light of each colour there is; 0 to 1, more is clipped when drawn. */
record Colour(float r, float g, float b) {
    static final Colour BLACK = new Colour(0, 0, 0);

    static Colour hex(int rgb) {
        return new Colour((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
    }

    Colour mix(Colour other, double share) {
        float s = (float) Math.max(0, Math.min(1, share));
        return new Colour(r + (other.r - r) * s, g + (other.g - g) * s, b + (other.b - b) * s);
    }

    Colour times(double factor) {
        float f = (float) factor;
        return new Colour(r * f, g * f, b * f);
    }

    Colour times(Colour other) {
        return new Colour(r * other.r, g * other.g, b * other.b);
    }

    Colour plus(Colour other) {
        return new Colour(r + other.r, g + other.g, b + other.b);
    }
}
