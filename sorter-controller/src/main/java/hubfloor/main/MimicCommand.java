package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.pty.Pty;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.ReaderProtocols;
import hubfloor.main.MimicScript.Expect;
import hubfloor.main.MimicScript.Loop;
import hubfloor.main.MimicScript.Send;
import hubfloor.main.MimicScript.Step;
import hubfloor.main.MimicScript.Wait;
import hubfloor.port.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a reader on a pseudo-terminal, or on TCP where it speaks LLRP, so that a station or a line can be tried without hardware. */
@Command(
        name = "mimic",
        description = {
            "Play a reader on a pseudo-terminal from a script; without one, a shipped script of that protocol.",
            "Script lines: send HEX, text TEXT{CR}{LF}, wait MS, expect HEX, loop, # remark.",
            "llrp is played on 127.0.0.1; its lines: WAIT_MS EPC [ANTENNA [RSSI_DBM]], WAIT_MS off MS (a power cut), repeat."
        },
        mixinStandardHelpOptions = true)
final class MimicCommand implements Callable<Integer> {
    private static final String LLRP = "llrp";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final long EXPECT_NANOS = 5_000_000_000L;
    /** What the host sent and nobody expected; older bytes are forgotten. */
    private static final int HEARD_MAX = 8192;

    @Parameters(paramLabel = "PROTOCOL", description = "what the reader speaks; lines for a barcode scanner")
    private String protocol = "";

    @Option(names = "--script", paramLabel = "FILE", description = "what it does")
    private @Nullable Path script;

    @Option(names = "--port", paramLabel = "N", description = "llrp: TCP port; 0 = any free one (default 5084)")
    private int port = LlrpMimicRun.PORT;

    @Option(names = "--link", paramLabel = "PATH", description = "make a stable symbolic link to its port here")
    private @Nullable Path link;

    private final Clock clock = new SystemClock();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final StringBuilder heard = new StringBuilder();

    @Override
    public Integer call() throws Stopped, IOException, InterruptedException {
        if (protocol.equals(LLRP)) {
            return LlrpMimicRun.play(port, script).code();
        }
        List<Step> steps = steps();
        Pty cable = Pty.open();
        try {
            if (link != null) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(cable.path()));
            }
            out.println(
                    "A " + protocol + " reader is on " + (link == null ? cable.path() : link) + "; Ctrl-C unplugs it.");
            Thread.ofPlatform().daemon().name("mimic-hears").start(() -> hear(cable));
            play(cable, steps);
            return ExitCode.OK.code();
        } finally {
            if (link != null) {
                Files.deleteIfExists(link);
            }
            cable.close();
        }
    }

    private List<Step> steps() throws Stopped, IOException {
        try {
            return MimicScript.parse(script == null ? shipped() : Files.readAllLines(script));
        } catch (IllegalArgumentException wrong) {
            throw new Stopped(ExitCode.CONFIG_REFUSED, "the script, " + wrong.getMessage());
        }
    }

    private List<String> shipped() throws Stopped, IOException {
        String name = protocol.replace('_', '-');
        boolean known = ReaderProtocols.names().contains(name);
        try (InputStream in =
                known ? MimicCommand.class.getResourceAsStream("/hubfloor/mimic/" + name + ".txt") : null) {
            if (in == null) {
                throw new Stopped(
                        ExitCode.USAGE,
                        "there is no script for " + protocol + "; give one by --script, or use one of "
                                + String.join(", ", ReaderProtocols.names()));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void play(Pty cable, List<Step> steps) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Send send -> {
                    cable.write(HEX.parseHex(send.hex()));
                    out.println("-> " + send.hex());
                }
                case Wait wait -> until(clock.nanos() + wait.ms() * 1_000_000L, "");
                case Expect expect -> {
                    if (!until(clock.nanos() + EXPECT_NANOS, expect.hex())) {
                        out.println("the host has not sent " + expect.hex() + " within 5 s; going on");
                    }
                }
                case Loop again -> i = -1;
            }
        }
    }

    /** Waits for the instant, or for the bytes if there are any. */
    private boolean until(long atNanos, String hex) {
        for (long left = atNanos - clock.nanos(); left > 0; left = atNanos - clock.nanos()) {
            synchronized (heard) {
                int at = hex.isEmpty() ? -1 : heard.indexOf(hex);
                if (at >= 0) {
                    heard.delete(0, at + hex.length());
                    return true;
                }
            }
            LockSupport.parkNanos(this, Math.min(left, 10_000_000L));
        }
        return false;
    }

    private void hear(Pty cable) {
        byte[] bytes = new byte[512];
        try {
            for (int n = cable.read(bytes); n > 0; n = cable.read(bytes)) {
                String hex = HEX.formatHex(bytes, 0, n);
                out.println("<- " + hex);
                synchronized (heard) {
                    heard.append(hex);
                    heard.delete(0, Math.max(0, heard.length() - HEARD_MAX));
                }
            }
        } catch (IOException pulled) {
            out.println("the cable is pulled: " + pulled.getMessage());
        }
    }
}
