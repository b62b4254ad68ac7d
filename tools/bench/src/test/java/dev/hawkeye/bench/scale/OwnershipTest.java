package dev.hawkeye.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnershipTest {
    private static final Ownership TWO = new Ownership(true, 2, Map.of(0, "a", 1, "a", 2, "a", 3, "b", 4, "b", 5, "b"));

    @Test
    void whatANewMemberTakesHasMovedForAReason() {
        // given
        Ownership three = new Ownership(true, 3, Map.of(0, "a", 1, "a", 2, "c", 3, "b", 4, "b", 5, "c"));

        // then
        assertThat(TWO.movedUntil(three)).isEqualTo(2);
        assertThat(TWO.movedInVainUntil(three)).isZero();
    }

    @Test
    void whatGoesFromOneThatStaysToAnotherThatStaysHasMovedInVain() {
        // given
        Ownership swapped = new Ownership(true, 3, Map.of(0, "b", 1, "a", 2, "c", 3, "a", 4, "b", 5, "c"));

        // then
        assertThat(TWO.movedUntil(swapped)).isEqualTo(4);
        assertThat(TWO.movedInVainUntil(swapped)).isEqualTo(2);
    }

    @Test
    void whatSomebodyWhoLeftHadMustMove() {
        // given
        Ownership one = new Ownership(true, 1, Map.of(0, "a", 1, "a", 2, "a", 3, "a", 4, "a", 5, "a"));

        // then
        assertThat(TWO.movedUntil(one)).isEqualTo(3);
        assertThat(TWO.movedInVainUntil(one)).isZero();
    }

    @Test
    void itIsSharedWhenTheGroupRestsAndEveryPartitionHasAnOwner() {
        assertThat(TWO.isSharedBy(2, 6)).isTrue();
        assertThat(TWO.isSharedBy(3, 6)).isFalse();
        assertThat(TWO.isSharedBy(2, 7)).isFalse();
        assertThat(new Ownership(false, 2, TWO.owners()).isSharedBy(2, 6)).isFalse();
    }
}
