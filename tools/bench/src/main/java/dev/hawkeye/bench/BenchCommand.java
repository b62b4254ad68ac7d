package dev.hawkeye.bench;

import dev.hawkeye.bench.alarms.AlarmsCommand;
import dev.hawkeye.bench.gate.GateCommand;
import dev.hawkeye.bench.scale.CrashCommand;
import dev.hawkeye.bench.scale.ScaleCommand;
import dev.hawkeye.bench.tracks.TracksCommand;
import picocli.CommandLine.Command;

/** {@code hawkeye bench}: measurements, each in one run on the same cores. */
@Command(
        name = "bench",
        description = "Runs benchmarks and fault injection.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PipelineCommand.class,
            OverloadCommand.class,
            ScaleCommand.class,
            CrashCommand.class,
            FaultsCommand.class,
            TracksCommand.class,
            GateCommand.class,
            AlarmsCommand.class
        })
public final class BenchCommand {}
