package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.agent.main.ReaderParts;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Clock;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.reader.driver.DriverRefused;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows one reader live, for commissioning: the bytes as they come, the frames found in them, what they mean, and what
 * the driver writes. Stores and sends nothing; the station must be stopped, because a port has one user.
 */
@Command(
        name = "listen",
        description = {
            "Show one reader of a device file live: bytes, frames and what they mean.",
            "Stop the station first; a serial port has one user."
        },
        mixinStandardHelpOptions = true)
final class ListenCommand implements Callable<Integer> {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int WAIT_MS = 200;

    @Parameters(index = "0", paramLabel = "DEVICE.yaml", description = "the device file")
    private Path file;

    @Parameters(index = "1", paramLabel = "READER", description = "the reader's name in it")
    private String reader;

    @Option(names = "--command", paramLabel = "COMMAND", description = "send one command first: start, stop or poll")
    private @Nullable String command;

    @Option(names = "--quiet", description = "do not ask the reader; only listen")
    private boolean quiet;

    @Option(names = "--seconds", paramLabel = "N", description = "end after so long; 0 = at Ctrl-C")
    private int seconds;

    private final Clock clock = new SystemClock();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Queue<byte[]> sending = new ArrayDeque<>();

    @Override
    public Integer call() throws Stopped {
        DeviceConfig config = DeviceArgument.load(file);
        ScannerConfig wanted = config.scanners().stream()
                .filter(each -> each.name().equals(reader))
                .findFirst()
                .orElseThrow(() -> new Stopped(
                        ExitCode.USAGE,
                        "no reader is called " + reader + " in " + file + "; there are "
                                + config.scanners().stream()
                                        .map(ScannerConfig::name)
                                        .collect(Collectors.joining(", "))));
        try (SerialLine line = new SerialPorts().open(wanted.port(), wanted.baud())) {
            out.println("Listening to " + wanted.name() + " on " + wanted.port() + ", " + wanted.protocol() + ", "
                    + wanted.baud() + " baud. Ctrl-C ends it.");
            listen(line, ReaderParts.shelf(config).codec(wanted));
            return ExitCode.OK.code();
        } catch (PortUnavailable e) {
            throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (DriverRefused e) {
            throw new Stopped(ExitCode.CONFIG_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private void listen(SerialLine line, ReaderCodec codec) throws Stopped {
        ReaderOutput shown = new Shown();
        byte[] bytes = new byte[4096];
        long startedAt = clock.nanos();
        long polledAt = startedAt;
        int quietMs = 0;
        if (!quiet) {
            codec.opened(shown);
        }
        if (command != null) {
            codec.command(command(command), shown);
        }
        while (seconds == 0 || clock.nanos() - startedAt < seconds * 1_000_000_000L) {
            send(line);
            int wait = codec.pending() ? Math.max(1, Math.min(WAIT_MS, codec.silenceMs() - quietMs)) : WAIT_MS;
            int n = line.read(bytes, codec.pollEveryMs() > 0 ? Math.min(wait, codec.pollEveryMs()) : wait);
            if (n < 0) {
                throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, "The reader was unplugged.");
            }
            quietMs = n > 0 ? 0 : quietMs + wait;
            if (n > 0) {
                say("bytes", HEX.formatHex(bytes, 0, n));
                codec.feed(bytes, n, shown);
            } else if (codec.pending() && quietMs >= codec.silenceMs()) {
                codec.silence(shown);
            }
            if (!quiet && codec.pollEveryMs() > 0 && clock.nanos() - polledAt >= codec.pollEveryMs() * 1_000_000L) {
                polledAt = clock.nanos();
                codec.command(ReaderCommand.POLL, shown);
            }
        }
    }

    private void send(SerialLine line) throws Stopped {
        for (byte[] next = sending.poll(); next != null; next = sending.poll()) {
            say("sent", HEX.formatHex(next));
            if (!line.write(next)) {
                throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, "The reader was unplugged.");
            }
        }
    }

    private static ReaderCommand command(String word) throws Stopped {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "start" -> ReaderCommand.START;
            case "stop" -> ReaderCommand.STOP;
            case "poll" -> ReaderCommand.POLL;
            default -> throw new Stopped(ExitCode.USAGE, "--command is start, stop or poll, not " + word);
        };
    }

    private void say(String what, String text) {
        out.printf("%s  %-6s %s%n", clock.stamp().wall(), what, text);
    }

    /** Prints what the driver finds, and keeps what it wants sent. */
    private final class Shown implements ReaderOutput {
        @Override
        public void message(ReaderMessage message) {
            say("", MessageText.of(message));
        }

        @Override
        public void send(byte[] bytes) {
            sending.add(bytes.clone());
        }

        @Override
        public void frame(byte[] buffer, int from, int length) {
            say("frame", HEX.formatHex(buffer, from, from + length));
        }
    }
}
