package dev.hawkeye.street.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which objects must be drawn so that near ones hide far ones. If a line across the street separates two
 * objects, the one beyond it comes first. Two that are side by side are separated by a line along the street: the one
 * on the far side from the camera comes first. No single distance expresses both, as with a bus whose middle is far
 * ahead of a cyclist beside its rear, so the objects are ordered one by one.
 */
public final class DrawingOrder {
    private DrawingOrder() {}

    /** @param camera the camera position, meters right of the street's middle */
    public static List<SceneObject> of(List<SceneObject> things, double camera) {
        List<SceneObject> left = new ArrayList<>(things);
        left.sort(Comparator.comparingDouble(SceneObject::far).reversed());
        List<SceneObject> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int first = 0;
            for (int i = 0;
                    i < left.size() && left.get(i).far() > left.get(first).near();
                    i++) {
                if (isBehind(left.get(i), left.get(first), camera)) {
                    first = i;
                }
            }
            ordered.add(left.remove(first));
        }
        return ordered;
    }

    private static boolean isBehind(SceneObject one, SceneObject other, double camera) {
        if (one.near() >= other.far() || other.near() >= one.far()) {
            return one.near() >= other.far();
        }
        return Math.abs(one.x() - camera) > Math.abs(other.x() - camera);
    }
}
