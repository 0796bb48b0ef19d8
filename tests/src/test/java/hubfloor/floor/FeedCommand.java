package hubfloor.floor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code feed} command that tells hub kul of its parcels. */
public final class FeedCommand {
    private FeedCommand() {}

    /** @param folder where it remembers what it told, so that the next one goes on with its numbers */
    public static List<String> of(Path folder, int port, Path parcels, String... more) {
        List<String> command = new ArrayList<>(Program.hubfloor(
                List.of(),
                "feed",
                "--broker",
                "mqtt://127.0.0.1:" + port,
                "--hub",
                "kul",
                "--store",
                folder.resolve("feed.db").toString()));
        command.addAll(List.of(more));
        command.add(parcels.toString());
        return command;
    }
}
