package hubfloor.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C programs that accept.sh compiled beside the result file. */
final class Tool {
    private static final Path OUT = Path.of(System.getProperty("hubfloor.out", "/run/out"));

    private Tool() {}

    /** Starts one and returns after it has said its first line. */
    static Process start(String name, String... arguments) throws IOException {
        Process process = process(name, arguments);
        firstLine(process);
        return process;
    }

    static Process process(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(OUT.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String firstLine(Process process) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the tool ended without a word");
        }
        return line;
    }
}
