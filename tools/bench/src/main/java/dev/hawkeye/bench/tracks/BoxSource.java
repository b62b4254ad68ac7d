package dev.hawkeye.bench.tracks;

/** The source of a film's boxes. */
enum BoxSource {
    TRUTH("truth"),
    NOISE("truth with noise"),
    MODEL("packaged model");

    private final String text;

    BoxSource(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
