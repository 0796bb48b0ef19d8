package hubfloor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of this benchmark: started with the program's own JVM flags, stopped by its own handle, never left behind. */
final class Child implements AutoCloseable {
    /** As the launcher gives them, without its class cache, which fits no other class path. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms8m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx192m",
            "--enable-native-access=ALL-UNNAMED");

    private final String what;
    private final Process process;
    private final Path out;
    private final Thread atExit;

    private Child(String what, List<String> command, Path out) throws IOException {
        this.what = what;
        this.out = out;
        process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static Child run(Path dir, List<String> command) throws IOException {
        return new Child(command.getFirst(), command, Files.createTempFile(dir, "out", ".txt"));
    }

    /** This benchmark again, in a role of its own; {@code before} is put in front of the command. */
    static Child java(Path dir, List<String> before, String... role) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lateness.class.getName()));
        command.addAll(List.of(role));
        return new Child(role[0], command, Files.createTempFile(dir, "out", ".txt"));
    }

    /** What it printed, after it has ended well within this time. */
    List<String> output(int secondsMax) throws IOException, InterruptedException {
        if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
            throw new IllegalStateException(what + " did not end within " + secondsMax + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(what + " ended with " + process.exitValue());
        }
        return Files.readAllLines(out);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
