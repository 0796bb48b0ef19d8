package hubfloor.kernel;

import java.util.ArrayList;
import java.util.List;

/** The packaged program with the flags and the class cache that its launcher starts a line with on a device. */
final class Packaged {
    private static final String APP = System.getProperty("hubfloor.root") + "/sorter-controller/target/hubfloor/";

    private Packaged() {}

    static ProcessBuilder program(String... words) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("hubfloor.java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms8m",
                "-Xmx96m",
                "-Xss512k",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:AOTCache=" + APP + "hubfloor.aot",
                "-Xlog:aot*=off",
                "-Xlog:cds*=off",
                "-jar",
                APP + "hubfloor.jar"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
