package hubfloor.kernel;

import java.util.ArrayList;
import java.util.List;

/** The packaged program, as its launcher starts it on a device. */
final class Packaged {
    private Packaged() {}

    static ProcessBuilder program(String... words) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("hubfloor.java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-jar",
                System.getProperty("hubfloor.root") + "/sorter-controller/target/hubfloor/hubfloor.jar"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
