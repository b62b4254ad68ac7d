package dev.hawkeye.street.scene;

/** The classes of objects in the street, with COCO's names and numbers. */
public enum ObjectKind {
    PERSON(0, 1, "person"),
    BICYCLE(1, 2, "bicycle"),
    CAR(2, 3, "car"),
    BUS(5, 6, "bus"),
    TRUCK(7, 8, "truck");

    private final int index;
    private final int category;
    private final String label;

    ObjectKind(int index, int category, String label) {
        this.index = index;
        this.category = category;
        this.label = label;
    }

    /** Index among the 80 classes of a model, from 0. */
    public int index() {
        return index;
    }

    /** Number among COCO's annotation categories, which start at 1 and have gaps. */
    public int category() {
        return category;
    }

    /** Name in COCO. */
    public String label() {
        return label;
    }
}
