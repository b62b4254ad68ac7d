package dev.hawkeye.street.traffic;

import dev.hawkeye.street.scene.SceneObject;
import dev.hawkeye.street.scene.Signal;
import dev.hawkeye.street.scene.StreetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All traffic in the street, and its interaction. Not thread-safe. */
public final class Traffic {
    private static final double WARM_UP = 140;
    private static final double COARSE = 0.1;
    private static final double MAX_STEP = 0.05;
    private static final double[] LANES = {StreetPlan.LANE, -StreetPlan.LANE, StreetPlan.CYCLE, -StreetPlan.CYCLE};

    private final SplittableRandom random;
    private final boolean rain;
    private final Density density;
    private final List<List<Ride>> lanes = new ArrayList<>();
    private final double[] nextRide = new double[LANES.length];
    private final double[] vehiclesPerSecond = new double[LANES.length];
    private final List<Walker> walkers = new ArrayList<>();
    private final List<Vehicle> parked = new ArrayList<>();
    private final Signal signal = new Signal();
    private double nextWalker;
    private double time;
    private int tracks;

    public Traffic(SplittableRandom random, boolean rain, Density density) {
        this.random = random;
        this.rain = rain;
        this.density = density;
        for (int lane = 0; lane < LANES.length; lane++) {
            lanes.add(new ArrayList<>());
            double usual = lane < 2 ? 0.16 + 0.08 * random.nextDouble() : rain ? 0.025 : 0.05;
            vehiclesPerSecond[lane] = usual * density.wheels();
        }
        for (double y = StreetPlan.NO_PARKING_FAR + 3.2; y < 150; y += 5.6) {
            if (random.nextInt(10) < 7) {
                VehicleBody[] kinds = {
                    VehicleBody.HATCHBACK, VehicleBody.SALOON, VehicleBody.ESTATE, VehicleBody.SUV, VehicleBody.VAN
                };
                VehiclePainter painter = new VehiclePainter(kinds[random.nextInt(kinds.length)], random);
                double x = (StreetPlan.PARKING + StreetPlan.CURB_LEFT) / 2 + 0.1 * random.nextDouble();
                parked.add(new Vehicle(painter, ++tracks, x, -1, 0, -y + painter.body.length() / 2));
            }
        }
        for (int i = 0; i * COARSE < WARM_UP; i++) {
            step(COARSE);
        }
    }

    /** Advances time. */
    public void advance(double seconds) {
        int steps = (int) Math.ceil(seconds / MAX_STEP);
        for (int i = 0; i < steps; i++) {
            step(seconds / steps);
        }
    }

    private void step(double seconds) {
        time += seconds;
        signal.step(seconds, walkers.stream().anyMatch(Walker::isWaiting));
        for (int lane = 0; lane < LANES.length; lane++) {
            step(lanes.get(lane), seconds);
            spawn(lane);
        }
        walkers.forEach(walker -> walker.step(seconds, signal));
        walkers.removeIf(Walker::hasArrived);
        if (time >= nextWalker) {
            nextWalker = time + waiting((rain ? 0.19 : 0.3) * density.feet());
            spawnWalkers();
        }
    }

    /** @param rides the rides, foremost first */
    private void step(List<Ride> rides, double seconds) {
        Ride ahead = null;
        for (Ride ride : rides) {
            double gap = ahead == null ? Double.POSITIVE_INFINITY : ahead.progress - ahead.length - ride.progress;
            double approaching = ahead == null ? 0 : ride.speed - ahead.speed;
            double line = ride.sense > 0
                    ? StreetPlan.CROSSING_NEAR - StreetPlan.STOP_GAP
                    : -(StreetPlan.CROSSING_FAR + StreetPlan.STOP_GAP);
            double toLine = line + 1.4 - ride.progress; // the model stops 2 m before an obstacle
            if (signal.phase() != Signal.Phase.GO && toLine > 1 && toLine < gap && ride.canStopWithin(toLine)) {
                gap = toLine;
                approaching = ride.speed;
            }
            ride.step(seconds, gap, approaching);
            ahead = ride;
        }
        rides.removeIf(ride -> ride.progress - ride.length > (ride.sense > 0 ? StreetPlan.END : -StreetPlan.BEGIN));
    }

    private void spawn(int lane) {
        List<Ride> rides = lanes.get(lane);
        int sense = LANES[lane] > 0 ? 1 : -1;
        double begin = sense > 0 ? StreetPlan.BEGIN : -StreetPlan.END;
        Ride last = rides.isEmpty() ? null : rides.get(rides.size() - 1);
        if (time < nextRide[lane] || (last != null && last.progress - last.length < begin + 9 + last.speed * 0.5)) {
            return;
        }
        nextRide[lane] = time + waiting(vehiclesPerSecond[lane]);
        Ride ride = lane < 2 ? vehicle(LANES[lane], sense, begin) : cyclist(LANES[lane], sense, begin);
        if (last != null) {
            ride.speed = Math.min(ride.speed, last.speed + 1);
        }
        rides.add(ride);
    }

    private Ride vehicle(double lane, int sense, double begin) {
        double lot = random.nextDouble();
        VehicleBody body = lot < 0.26
                ? VehicleBody.HATCHBACK
                : lot < 0.44
                        ? VehicleBody.SALOON
                        : lot < 0.57
                                ? VehicleBody.ESTATE
                                : lot < 0.73
                                        ? VehicleBody.SUV
                                        : lot < 0.82
                                                ? VehicleBody.VAN
                                                : lot < 0.91 ? VehicleBody.TRUCK : VehicleBody.BUS;
        double likes = (body == VehicleBody.BUS || body == VehicleBody.TRUCK ? 9 : 10.5) + 3 * random.nextDouble();
        double aside = lane + 0.25 * (random.nextDouble() - 0.5);
        return new Vehicle(new VehiclePainter(body, random), ++tracks, aside, sense, likes, begin);
    }

    private Ride cyclist(double lane, int sense, double begin) {
        tracks += 2;
        return new Cyclist(
                new BicyclePainter(random),
                new FigurePainter(false, random),
                tracks - 1,
                lane,
                sense,
                4 + 2.2 * random.nextDouble(),
                begin,
                6 * random.nextDouble());
    }

    /** Adds one person, or two side by side, walking from door to door, some of them across the street. */
    private void spawnWalkers() {
        boolean right = random.nextBoolean();
        boolean crosses = random.nextInt(100) < 38;
        double from = 4 + 100 * Math.pow(random.nextDouble(), 1.6);
        double to = 4 + 100 * Math.pow(random.nextDouble(), 1.6);
        if (Math.abs(from - to) < 12 && !crosses) {
            to = from < 40 ? from + 30 : from - 30;
        }
        double aside = random.nextDouble();
        double across = StreetPlan.CROSSING_NEAR
                + 0.5
                + (StreetPlan.CROSSING_FAR - StreetPlan.CROSSING_NEAR - 1) * random.nextDouble();
        double likes = 1.1 + 0.45 * random.nextDouble();
        int people = random.nextInt(10) < 3 ? 2 : 1;
        for (int i = 0; i < people; i++) {
            double shift = i * 0.62;
            List<Walker.Stop> path = new ArrayList<>();
            path.add(new Walker.Stop(wall(right), from + shift, false));
            path.add(new Walker.Stop(sidewalk(right, aside, shift), from + (to > from ? 1.5 : -1.5), false));
            if (crosses) {
                path.add(new Walker.Stop(sidewalk(right, aside, shift), across + shift * 0.8, false));
                path.add(new Walker.Stop(curb(right), across + shift * 0.8, true));
                path.add(new Walker.Stop(curb(!right), across + shift * 0.8, false));
            }
            boolean ends = right != crosses;
            path.add(new Walker.Stop(sidewalk(ends, aside, shift), to + (to > across ? -1.5 : 1.5), false));
            path.add(new Walker.Stop(wall(ends), to + shift, false));
            boolean child = people == 2 && i == 1 && random.nextInt(3) == 0;
            walkers.add(new Walker(new FigurePainter(child, random), ++tracks, rain, likes, path));
        }
    }

    private static double wall(boolean right) {
        return right ? StreetPlan.WALL_RIGHT + 0.1 : StreetPlan.WALL_LEFT - 0.1;
    }

    private static double curb(boolean right) {
        return right ? StreetPlan.CURB_RIGHT + 0.45 : StreetPlan.PARKING - 0.45;
    }

    private static double sidewalk(boolean right, double aside, double shift) {
        double in = 1.75 + 1.9 * aside;
        return right ? StreetPlan.CURB_RIGHT + in - shift : StreetPlan.CURB_LEFT - in + shift;
    }

    /** @return random time until the next arrival, seconds */
    private double waiting(double perSecond) {
        return -Math.log(1 - random.nextDouble()) / perSecond;
    }

    public Signal.Phase lights() {
        return signal.phase();
    }

    /** Everything that moves or has wheels, in no particular order. */
    public List<SceneObject> things() {
        List<SceneObject> all = new ArrayList<>(parked);
        lanes.forEach(all::addAll);
        all.addAll(walkers);
        return all;
    }
}
