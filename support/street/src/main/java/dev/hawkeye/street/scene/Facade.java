package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Noise;

/** The side of a house that faces the street: a shop, and windows above it. */
final class Facade {
    private static final Color GLASS = Color.hex(0x30353a);
    private static final Color CURTAIN = Color.hex(0xb9b0a0);
    private static final Color WARM = new Color(1.0f, 0.78f, 0.45f);
    private static final Color COLD = new Color(0.75f, 0.85f, 1.0f);

    private Facade() {}

    /**
     * @param u along the street from the corner of the house, meters
     * @param z above the ground, meters
     * @param lamps whether lamps are on inside
     */
    static Surface at(Building house, double u, double z, boolean lamps) {
        if (z < Building.GROUND_FLOOR) {
            return shop(house, u, z, lamps);
        }
        double top = house.height() - 0.7;
        if (z > top) {
            return Surface.dull(
                    z > house.height() - 0.25 ? house.trim() : house.trim().times(0.8));
        }
        double above = (z - Building.GROUND_FLOOR) / house.floor();
        int story = (int) above;
        int bay = (int) (u / house.bay());
        double across = u / house.bay() - bay - 0.5;
        double up = above - story;
        double half = 0.26 + 0.06 * Noise.at(house.seed(), 1, 3);
        double a = Math.abs(across);
        if (a < half && up > 0.22 && up < 0.84) {
            return window(house, bay, story, across / half, (up - 0.22) / 0.62, lamps);
        }
        if (a < half + 0.07 && (up > 0.16 && up <= 0.22)) {
            return Surface.dull(house.trim());
        }
        if (a < half + 0.04 && up > 0.2 && up < 0.9) {
            return Surface.dull(house.trim().times(0.92));
        }
        return Surface.dull(wall(house, u, z).times(up < 0.04 ? 0.86 : 1));
    }

    /** @param across position within the window, -1 to 1, with {@code up} from 0 to 1 */
    private static Surface window(Building house, int bay, int story, double across, double up, boolean lamps) {
        double lot = Noise.at(bay, story, house.seed());
        if (Math.abs(across) > 0.9
                || up < 0.05
                || up > 0.95
                || Math.abs(across) < 0.05
                || Math.abs(up - 0.68) < 0.025) {
            return Surface.dull(house.trim());
        }
        boolean curtain = Math.abs(across) > 0.35 + lot * 0.5 || up > 1.25 - lot * 0.6;
        if (lamps && lot < 0.42) {
            double strength =
                    (0.35 + 0.65 * Noise.at(bay, story, house.seed() + 7)) * (curtain ? 0.55 : 0.8 + 0.2 * up);
            return new Surface(CURTAIN, (lot < 0.06 ? COLD : WARM).times(strength), 0);
        }
        Color behind = curtain ? CURTAIN.times(0.55) : GLASS.times(0.7 + 0.5 * up);
        return new Surface(behind, Color.BLACK, curtain ? 0.22 : 0.45);
    }

    private static Surface shop(Building house, double u, double z, boolean lamps) {
        double width = house.y1() - house.y0();
        if (z > 3.15 && z < 3.75) {
            double letters = Noise.smooth(u * 3.1, 0, house.seed() + 5);
            boolean sign = Math.abs(u - width / 2) < width * 0.22 && z > 3.3 && z < 3.6 && letters > 0.52;
            Color color = sign ? Color.hex(0xf3ead2) : house.shop();
            return new Surface(color, lamps ? color.times(sign ? 0.7 : 0.12) : Color.BLACK, 0);
        }
        if (z >= 3.75 || z < 0.45) {
            return Surface.dull(wall(house, u, z).times(z < 0.45 ? 0.55 : 1));
        }
        double pane = 2.6;
        int number = (int) (u / pane);
        double across = u / pane - number;
        if (across < 0.06 || across > 0.94 || z > 3.0) {
            return Surface.dull(house.shop().times(0.6));
        }
        double lot = Noise.at(number, 77, house.seed());
        if (lot < 0.2) { // a door
            boolean glass = across > 0.25 && across < 0.75 && z > 1.0 && z < 2.5;
            return glass
                    ? new Surface(GLASS, lamps ? WARM.times(0.35) : Color.BLACK, 0.35)
                    : Surface.dull(house.shop().times(0.75));
        }
        double goods = Noise.smooth(u * 2.2, z * 1.6, house.seed() + 9);
        Color inside = GLASS.mix(house.shop().mix(Color.hex(0xd8c8a8), goods), z < 1.7 ? 0.45 * goods : 0.12);
        boolean open = Noise.at(house.seed(), 4, 2) < 0.75;
        Color light = lamps && open ? WARM.mix(COLD, lot).times(0.45 + 0.35 * goods) : Color.BLACK;
        return new Surface(inside, light, 0.35);
    }

    /** A blank wall. */
    static Color wall(Building house, double u, double z) {
        double dirt = Noise.cloudy(u * 0.5, z * 0.35, house.seed(), 3);
        double grain = Noise.at((int) (u * 5), (int) (z * 12), house.seed());
        return house.wall().times(0.86 + 0.16 * dirt + 0.05 * grain);
    }
}
