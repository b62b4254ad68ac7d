package dev.hawkeye.app.camera;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.RecordJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye camera list}. */
@Command(name = "list", description = "Prints each camera that camera-status knows, with its state.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        KnownCameras cameras = KnownCameras.read(site);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(cameras));
        } else if (cameras.byId().isEmpty()) {
            out.println("No camera has reported yet.");
        } else {
            table(cameras).print(out);
        }
        return 0;
    }

    /** Names come last, since terminals disagree about the width of some scripts. */
    private static Table table(KnownCameras cameras) {
        Table table = Table.of("camera", "state", ">reported", "source", "name");
        cameras.byId().forEach((id, known) -> {
            CameraStatus status = known.status().orElse(null);
            table.row(
                    id,
                    cameras.state(known),
                    cameras.age(known) + " s ago",
                    status == null ? "" : status.getSource(),
                    status == null || status.getName() == null ? "" : status.getName());
        });
        return table;
    }

    private static ArrayNode json(KnownCameras cameras) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        cameras.byId().forEach((id, known) -> {
            var entry = list.addObject();
            entry.put("id", id);
            entry.put("alive", cameras.isAlive(known));
            known.status()
                    .ifPresentOrElse(
                            status -> entry.set("status", RecordJson.fields(status)), () -> entry.putNull("status"));
        });
        return list;
    }
}
