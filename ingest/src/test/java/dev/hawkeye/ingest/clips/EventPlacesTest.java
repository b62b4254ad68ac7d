package dev.hawkeye.ingest.clips;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventPlacesTest {
    private final EventPlaces places = new EventPlaces(5);

    @Test
    void never_pass_an_event_without_a_fate() {
        read(5, true);
        read(6, false);
        read(7, true);
        assertThat(places.done()).isEqualTo(5);
        assertThat(places.hasNews()).isFalse();

        places.close(7);
        assertThat(places.done()).isEqualTo(5);

        places.close(5);
        assertThat(places.done()).isEqualTo(8);
        assertThat(places.hasNews()).isTrue();
    }

    @Test
    void go_on_behind_what_was_read() {
        read(5, true);

        assertThat(places.next()).isEqualTo(6);
    }

    private void read(long offset, boolean open) {
        places.read(offset);
        if (open) {
            places.open(offset);
        }
    }
}
