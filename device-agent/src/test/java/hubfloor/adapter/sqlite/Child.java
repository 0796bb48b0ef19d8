package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Starts {@link CrashingWriter} in its own process, bare or under strace, and reads what it was told. */
final class Child {
    /** Outcomes in the order they were told; {@code stored} maps numbers to contents. */
    record Account(List<String> lines, Map<Long, Integer> stored) {
        int indexOf(String line) {
            return lines.indexOf(line);
        }
    }

    private Child() {}

    static Process start(Path store, int inFlight, int count, Path out, List<String> before, String... flags)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrashingWriter.class.getName()));
        command.addAll(List.of(store.toString(), "" + inFlight, "" + count));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(out.resolveSibling("err.txt").toFile())
                .start();
    }

    static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child did not end");
        }
        return process.exitValue();
    }

    static Account account(Path out) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(out));
        String whole = Files.readString(out);
        if (!whole.endsWith("\n") && !lines.isEmpty()) {
            lines.removeLast(); // killed in the middle of a line
        }
        Map<Long, Integer> stored = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("stored")) {
                stored.put(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            }
        }
        return new Account(lines, stored);
    }

    static void needs(String program) {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
        Assumptions.assumeTrue(there, "SKIPPED: needs " + program + ", which is not installed");
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        Assumptions.assumeTrue(p.waitFor() == 0, "SKIPPED: " + String.join(" ", command) + ": " + said.strip());
    }
}
