package dev.hawkeye.app.analyze;

import dev.hawkeye.ingest.LocalPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A video on the command line: a path, or an address such as {@code file:///videos/a%20street.mp4}. */
final class VideoPath implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return LocalPath.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' cannot be a path");
        }
    }
}
