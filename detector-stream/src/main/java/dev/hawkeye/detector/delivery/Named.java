package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.PublishedModel;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the models that a record names, whose parts and files are needed. */
final class Named {
    private Named() {}

    static Stream<PublishedModel> models(ActiveModel active) {
        Stream<PublishedModel> originals = Stream.of(active.getDrift(), active.getPreviousDrift())
                .filter(Objects::nonNull)
                .map(DriftBound::getOriginal);
        return Stream.concat(Stream.of(active.getModel(), active.getPrevious()), originals)
                .filter(Objects::nonNull);
    }
}
