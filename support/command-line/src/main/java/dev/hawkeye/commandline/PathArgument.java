package dev.hawkeye.commandline;

import dev.hawkeye.settings.LocalPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file or folder on the command line: a path, one that starts with {@code ~/}, or a URL such as {@code
 * file:///a%20b.mp4}.
 */
public final class PathArgument implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return LocalPath.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' cannot be a path");
        }
    }
}
