package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every level that any output of the machine was given, with the kernel's own monotonic time: its trace points
 * gpio:gpio_value and gpio:gpio_direction. Nothing shorter than a sampling interval can hide from it.
 */
final class GpioTrace {
    private static final Path TRACING = Path.of("/sys/kernel/tracing");
    private static final Pattern LINE = Pattern.compile(
            "\\s(\\d+)\\.(\\d{6}): gpio_(value|direction):\\s+(\\d+)\\s+(set|get|in|out)\\s+\\(?(-?\\d+)\\)?");

    private GpioTrace() {}

    /**
     * One thing done to a line.
     *
     * @param gpio the kernel's number of the line over all chips
     * @param what set, get, in or out
     */
    record Deed(long atNanos, int gpio, String what, int value) {}

    /** Forgets all and begins anew. */
    static void start() throws IOException {
        write("tracing_on", "0");
        write("events/enable", "0");
        write("trace_clock", "mono");
        write("buffer_size_kb", "4096");
        write("events/gpio/enable", "1");
        write("trace", "");
        write("tracing_on", "1");
    }

    /** One more kind of event from now on, only where this filter holds. */
    static void also(String event, String filter) throws IOException {
        write("events/" + event + "/filter", filter);
        write("events/" + event + "/enable", "1");
    }

    static List<String> text() throws IOException {
        return Files.readAllLines(TRACING.resolve("trace"));
    }

    static List<Deed> deeds() throws IOException {
        List<Deed> deeds = new ArrayList<>();
        for (String line : text()) {
            Matcher found = LINE.matcher(line);
            if (found.find()) {
                long nanos = Long.parseLong(found.group(1)) * 1_000_000_000L + Long.parseLong(found.group(2)) * 1_000L;
                deeds.add(new Deed(
                        nanos, Integer.parseInt(found.group(4)), found.group(5), Integer.parseInt(found.group(6))));
            }
        }
        return deeds;
    }

    /** What was done to make levels: outputs set, in order. */
    static List<Deed> levels() throws IOException {
        return deeds().stream().filter(deed -> deed.what().equals("set")).toList();
    }

    private static void write(String file, String text) throws IOException {
        Files.write(TRACING.resolve(file), text.getBytes(US_ASCII), StandardOpenOption.WRITE);
    }
}
