package dev.hawkeye.app.model;

import dev.hawkeye.settings.HumanDuration;
import dev.hawkeye.settings.SettingException;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The argument of {@code --canary}: {@code 2 cameras for 1h}, in one word or several, or only {@code 1h}. */
final class CanaryWords implements IParameterConsumer {
    private static final Pattern WHOLE = Pattern.compile("(?:(\\d{1,4})(?: cameras?)? for )?(\\d+ ?(?:ms|s|m|h|d))");
    private static final Pattern BEGINNING = Pattern.compile("\\d{1,4}( cameras?)?( for( \\d+)?)?");

    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        StringBuilder text = new StringBuilder(words.isEmpty() ? "" : words.pop());
        while (BEGINNING.matcher(text).matches()
                && !words.isEmpty()
                && !words.peek().startsWith("-")) {
            text.append(' ').append(words.pop());
        }
        try {
            option.setValue(of(text.toString()));
        } catch (SettingException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e, option, text.toString());
        }
    }

    private static Canary of(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (!whole.matches()) {
            throw new SettingException(
                    "--canary",
                    "must be N cameras for DURATION, or a DURATION with --cameras",
                    text,
                    "for example 2 cameras for 1h");
        }
        return new Canary(
                whole.group(1) == null ? 0 : Integer.parseInt(whole.group(1)), HumanDuration.parse(whole.group(2)));
    }
}
