package dev.hawkeye.analyze.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CocoCategoriesTest {

    /** As COCO's annotations have them. */
    @Test
    void areThoseOfTheAnnotationsWhereTheModelKnowsCocosClasses() {
        CocoCategories categories =
                new CocoCategories(List.of("stop sign", "tv", "toothbrush", "person", "traffic light", "cell phone"));

        assertThat(categories.all())
                .containsEntry(13, "stop sign")
                .containsEntry(72, "tv")
                .containsEntry(90, "toothbrush")
                .containsEntry(1, "person")
                .containsEntry(10, "traffic light")
                .containsEntry(77, "cell phone")
                .hasSize(6);
        assertThat(categories.of(2)).isEqualTo(90);
    }

    @Test
    void areNumberedFromOneOtherwise() {
        assertThat(new CocoCategories(List.of("stop sign", "cone")).all())
                .containsExactly(Map.entry(1, "stop sign"), Map.entry(2, "cone"));
    }
}
