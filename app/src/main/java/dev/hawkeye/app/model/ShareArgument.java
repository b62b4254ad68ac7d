package dev.hawkeye.app.model;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share on the command line: {@code 5%}, above 0 to 100 %. */
final class ShareArgument implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        String number = text.strip().replaceFirst("\\s*%$", "");
        double percent = number.matches("\\d{1,3}(\\.\\d{1,6})?") ? Double.parseDouble(number) : 0;
        if (percent <= 0 || percent > 100) {
            throw new TypeConversionException("must be a percentage above 0 to 100, such as 5%, got: " + text);
        }
        return percent / 100;
    }
}
