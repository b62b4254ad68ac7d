package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.PublishedModel;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the models that a record names, whose parts and files are needed. */
final class Named {
    private Named() {}

    static Stream<PublishedModel> models(ActiveModel active) {
        PublishedModel original = Optional.ofNullable(active.getDrift())
                .map(DriftBound::getOriginal)
                .orElse(null);
        return Stream.of(active.getModel(), active.getPrevious(), original).filter(Objects::nonNull);
    }
}
