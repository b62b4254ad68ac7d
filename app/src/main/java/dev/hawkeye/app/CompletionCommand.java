package dev.hawkeye.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye completion}. */
@Command(
        name = "completion",
        description = "Prints a shell completion script.",
        footer = {
            "",
            "This shell:            source <(./hawkeye completion bash)",
            "Every bash:            ./hawkeye completion bash >~/.local/share/bash-completion/completions/hawkeye",
            "Every zsh:             echo 'source <(/PATH/hawkeye completion zsh)' >>~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "Shell: bash or zsh.")
    private Shell unusedShell;

    @Spec
    private CommandSpec spec;

    /** One script serves both shells: in zsh it enables bash completion. */
    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(AutoComplete.bash("hawkeye", spec.root().commandLine()));
        return 0;
    }
}
