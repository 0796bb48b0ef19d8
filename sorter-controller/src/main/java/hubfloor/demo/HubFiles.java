package hubfloor.demo;

import hubfloor.config.load.Loaded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demo hub's device files: the shipped profile's own text, with nothing changed but what ties it to a real hall. So
 * the demo shows what a real station and line are given.
 */
final class HubFiles {
    private final Path dir;
    private final String hub;
    private final int brokerPort;

    /** @param hub demo, or the name of a shipped profile */
    HubFiles(Path dir, String hub, int brokerPort) {
        this.dir = dir;
        this.hub = hub;
        this.brokerPort = brokerPort;
    }

    private boolean shipped() {
        return !hub.equals("demo");
    }

    /** How many scanners the station has. */
    int stationScanners() throws IOException {
        return shipped()
                ? (int) Pattern.compile("port: /dev/")
                        .matcher(profile("station"))
                        .results()
                        .count()
                : 1;
    }

    /** @param ports of the station's scanners, in the profile's order */
    Path station(List<String> ports, int pagePort) throws IOException {
        String text = shipped() ? profile("station") : """
                format: 1
                device: {hub: demo, zone: inbound, id: st-01}
                store: {path: station.db}
                broker: {}
                scanners:
                  - {name: hand, port: /dev/none, baud: 115200, profile: plain-crlf}
                signals: {backend: simulated, green-pin: 17, red-pin: 27, buzzer-pin: 22}
                parcels: {}
                page: {listen: "127.0.0.1:0"}
                """;
        Matcher port = Pattern.compile("port: /dev/[^\\s,}]+").matcher(text);
        StringBuilder tied = new StringBuilder();
        for (String path : ports) {
            if (port.find()) {
                port.appendReplacement(tied, Matcher.quoteReplacement("port: \"" + path + "\""));
            }
        }
        port.appendTail(tied);
        if (shipped() && text.contains("\nwall:")) {
            Files.writeString(dir.resolve("wall-plan.yaml"), profile("wall-plan"));
        }
        Path file = dir.resolve("station.yaml");
        Files.writeString(file, tied(tied.toString(), "station.db", pagePort));
        return file;
    }

    /** The line, with its plan beside it. */
    Path line(int pagePort) throws IOException {
        String text = shipped()
                ? profile("line")
                : resource("lines/demo.yaml")
                        .replaceFirst("(?m)^device:.*$", "device: {hub: demo, zone: sorter, id: ln-01}")
                        .replaceFirst("(?m)^broker:.*$", "broker: {}\nparcels: {}\npage: {listen: \"127.0.0.1:0\"}");
        Path folder = Files.createDirectories(dir.resolve("lines"));
        if (shipped()) {
            Files.writeString(folder.resolve("plan.yaml"), profile("plan"));
        } else {
            Files.writeString(
                    Files.createDirectories(dir.resolve("plans")).resolve("demo.yaml"), resource("plans/demo.yaml"));
        }
        Files.writeString(lineFile(), tied(text, "../line.db", pagePort));
        return lineFile();
    }

    Path lineFile() {
        return dir.resolve("lines/ln-01.yaml");
    }

    private String tied(String text, String store, int pagePort) {
        String tied = block(text, "store", "store: {path: " + store + "}");
        tied = block(
                tied,
                "broker",
                "broker: {uri: \"mqtt://127.0.0.1:%d\", receipts-from: [central]}".formatted(brokerPort));
        tied = block(tied, "page", "page: {listen: \"127.0.0.1:%d\"}".formatted(pagePort));
        return tied.replaceFirst("backend: [^,}\\s]+", "backend: simulated")
                .replaceFirst("(?m)^  board: .*$", "  board: simulated");
    }

    /** A key at the left margin with everything indented below it. */
    private static String block(String text, String key, String instead) {
        return Pattern.compile("(?m)^" + key + ":.*\\n(?:[ ]+.*\\n)*")
                .matcher(text)
                .replaceFirst(Matcher.quoteReplacement(instead + "\n"));
    }

    private String profile(String name) throws IOException {
        return resource("hubs/" + hub + "/" + name + ".yaml");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HubFiles.class.getResourceAsStream("/hubfloor/" + name)) {
            if (in == null) {
                throw new IOException("the shipped file " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What was read of the demo's own files; they are not refused. */
    static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused ->
                throw new IllegalStateException("the demo's own config is refused: " + refused.problems());
        };
    }
}
