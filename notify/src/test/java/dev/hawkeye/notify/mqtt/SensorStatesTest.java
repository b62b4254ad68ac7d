package dev.hawkeye.notify.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.config.TargetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorStatesTest {
    private final TargetConfig target = TargetsOfTests.mqtt("home", "mqtt://192.0.2.30");
    private final List<String> told = new ArrayList<>();
    private final SensorStates states = new SensorStates(
            new TopicNames(target, TargetsOfTests.config(List.of(target), List.of(), Map.of())),
            (topic, payload) -> told.add(topic.replace("hawkeye/north/", "") + " " + payload));

    @Test
    void theNewestWindowIsTold() {
        states.take(Counted.of("gate", "person", 0, 2, "door"), Happenings.at(5));
        states.take(Counted.of("gate", "person", 10, 3), Happenings.at(15));
        states.take(Counted.of("gate", "person", 0, 9), Happenings.at(16)); // the final one of before

        assertThat(told)
                .containsExactly(
                        "gate/count/person {\"inView\":2,\"mean\":1.0,\"new\":2}",
                        "gate/zone/door/person {\"inside\":1,\"mean\":0.5,\"entered\":1,\"exited\":0}",
                        "gate/motion ON",
                        "gate/count/person {\"inView\":3,\"mean\":1.5,\"new\":3}",
                        "gate/zone/door/person {\"inside\":0,\"mean\":0.0,\"entered\":0,\"exited\":0}");
    }

    @Test
    void whatDoesNotComeAgainIsNotThereAnyMore() {
        states.take(Counted.of("gate", "person", 0, 2), Happenings.at(5));
        states.take(Counted.of("gate", "car", 0, 1), Happenings.at(9));
        told.clear();

        states.pass(Happenings.at(20));
        assertThat(told).isEmpty();
        states.pass(Happenings.at(21));
        assertThat(told).containsExactly("gate/count/person {\"inView\":0,\"mean\":0.0,\"new\":0}");
        states.pass(Happenings.at(30));
        states.pass(Happenings.at(40));

        assertThat(told)
                .containsExactly(
                        "gate/count/person {\"inView\":0,\"mean\":0.0,\"new\":0}",
                        "gate/count/car {\"inView\":0,\"mean\":0.0,\"new\":0}",
                        "gate/motion OFF");
    }

    @Test
    void classesWithNamesInOtherScriptsHaveTopicsOfTheirOwn() {
        states.take(Counted.of("gate", "人", 0, 2), Happenings.at(5));
        states.take(Counted.of("gate", "车", 0, 1), Happenings.at(5));
        states.take(Counted.of("gate", "traffic light", 0, 3), Happenings.at(5));

        assertThat(told)
                .contains(
                        "gate/count/人 {\"inView\":2,\"mean\":1.0,\"new\":2}",
                        "gate/count/车 {\"inView\":1,\"mean\":0.5,\"new\":1}",
                        "gate/count/traffic_light {\"inView\":3,\"mean\":1.5,\"new\":3}");
    }

    @Test
    void whatIsNewIsKnown() {
        assertThat(states.take(Counted.of("gate", "person", 0, 1), Happenings.at(0)))
                .isTrue();
        assertThat(states.take(Counted.of("gate", "person", 0, 2), Happenings.at(1)))
                .isFalse();
        assertThat(states.take(Counted.of("gate", "person", 0, 2, "door"), Happenings.at(2)))
                .isTrue();

        assertThat(states.classes("gate")).containsExactly("person");
        assertThat(states.zones("gate", "person")).containsExactly("door");
    }

    @Test
    void ofCamerasThatStrangersMakeUpThereAreNotMoreThanAThousand() {
        for (int i = 0; i < 1_100; i++) {
            states.take(Counted.of("camera-" + i, "person", 0, 1), Happenings.at(0));
        }

        assertThat(states.cameras()).hasSize(1_000);
    }
}
