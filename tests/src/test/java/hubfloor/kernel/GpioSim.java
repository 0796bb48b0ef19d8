package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A simulated chip of the kernel's own (gpio-sim, Documentation/admin-guide/gpio/gpio-sim.rst): what is driven here
 * reaches a program as a real edge through /dev/gpiochipN. One thread may drive, others may look.
 */
final class GpioSim implements AutoCloseable {
    private static final Path CONFIG = Path.of("/sys/kernel/config/gpio-sim");
    private static final byte[] UP = "pull-up".getBytes(US_ASCII);
    private static final byte[] DOWN = "pull-down".getBytes(US_ASCII);

    private final Path config;
    private final String label;
    private final int lines;
    private final Map<Integer, String> names;
    private final Map<Integer, FileChannel> pulls = new HashMap<>();
    private final Map<Integer, FileChannel> values = new HashMap<>();
    private Path lineFolder = Path.of("/");
    private boolean live;

    private GpioSim(String name, String label, int lines, Map<Integer, String> names) {
        config = CONFIG.resolve(name);
        this.label = label;
        this.lines = lines;
        this.names = names;
    }

    /** Plugs a chip in, all its lines pulled down. */
    static GpioSim plugIn(String name, String label, int lines, Map<Integer, String> names) throws IOException {
        GpioSim chip = new GpioSim(name, label, lines, names);
        chip.plugIn();
        return chip;
    }

    static GpioSim plugIn(String label) throws IOException {
        return plugIn("pi", label, 54, Map.of(17, "GPIO17", 27, "GPIO27"));
    }

    void plugIn() throws IOException {
        Path bank = Files.createDirectories(config.resolve("bank0"));
        write(bank.resolve("num_lines"), Integer.toString(lines));
        write(bank.resolve("label"), label);
        for (Map.Entry<Integer, String> line : names.entrySet()) {
            Path folder = Files.createDirectories(bank.resolve("line" + line.getKey()));
            write(folder.resolve("name"), line.getValue());
        }
        write(config.resolve("live"), "1");
        live = true;
        lineFolder =
                Path.of("/sys/devices/platform", read(config.resolve("dev_name")), read(bank.resolve("chip_name")));
    }

    /** Pulls the chip out, whoever holds its lines. */
    void pullOut() throws IOException {
        if (!live) {
            return;
        }
        live = false;
        for (FileChannel open : pulls.values()) {
            open.close();
        }
        for (FileChannel open : values.values()) {
            open.close();
        }
        pulls.clear();
        values.clear();
        write(config.resolve("live"), "0");
    }

    /** The wire at this line is pulled high or low by somebody outside. */
    void drive(int line, boolean high) throws IOException {
        FileChannel pull = pulls.get(line);
        if (pull == null) {
            pull = FileChannel.open(lineFolder.resolve("sim_gpio" + line + "/pull"), StandardOpenOption.WRITE);
            pulls.put(line, pull);
        }
        pull.write(ByteBuffer.wrap(high ? UP : DOWN), 0);
    }

    /**
     * Edges in turn, the first one rising, driven by a program in C whose pace no JVM disturbs and which the kernel's
     * interrupt always overtakes, so none is merged. Returns after the last, with the mean pace.
     */
    Duration driveEvery(Duration pace, int line, int edges) throws IOException {
        Process player = Tool.process(
                "pins",
                "drive",
                lineFolder.resolve("sim_gpio" + line + "/pull").toString(),
                Integer.toString(edges),
                Long.toString(pace.toNanos() / 1_000));
        String words = Tool.firstLine(player);
        System.out.println(words);
        return Duration.ofNanos(1_000L * Long.parseLong(words.substring(0, words.indexOf(' '))));
    }

    /** The level on the wire. */
    boolean high(int line) throws IOException {
        FileChannel value = values.get(line);
        if (value == null) {
            value = FileChannel.open(lineFolder.resolve("sim_gpio" + line + "/value"), StandardOpenOption.READ);
            values.put(line, value);
        }
        ByteBuffer text = ByteBuffer.allocate(4);
        value.read(text, 0);
        return text.get(0) == '1';
    }

    /** {@code /dev/gpiochip3}, until it is pulled out. */
    String device() {
        return "/dev/" + lineFolder.getFileName();
    }

    /**
     * How many edges the kernel itself has seen of the line that a program holds under this name. A simulated chip keeps
     * one edge until its interrupt has run; an emulated machine whose host lets it wait merges two.
     */
    static int edgesOf(String holder) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/interrupts"))) {
            if (line.endsWith(" " + holder)) {
                int sum = 0;
                for (String word : line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1)) {
                    if (!word.chars().allMatch(Character::isDigit)) {
                        break;
                    }
                    sum += Integer.parseInt(word);
                }
                return sum;
            }
        }
        throw new IOException("no interrupt is held by " + holder);
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(US_ASCII), StandardOpenOption.WRITE);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    @Override
    public void close() throws IOException {
        pullOut();
        Path bank = config.resolve("bank0");
        for (int line : names.keySet()) {
            Files.deleteIfExists(bank.resolve("line" + line));
        }
        Files.deleteIfExists(bank);
        Files.deleteIfExists(config);
    }
}
