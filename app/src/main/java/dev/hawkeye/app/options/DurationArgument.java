package dev.hawkeye.app.options;

import dev.hawkeye.settings.HumanDuration;
import dev.hawkeye.settings.SettingException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration on the command line, written as in hawkeye.yaml. */
public final class DurationArgument implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return HumanDuration.parse(text);
        } catch (SettingException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
