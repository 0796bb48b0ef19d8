package hubfloor.main;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.IdentificationJson;
import hubfloor.agent.ScanRecord;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.Problem;
import hubfloor.config.load.ProfileFile;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.ScannerProfile;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import hubfloor.parcel.ScanText;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ScannerFramer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers "what would the device make of this?" for every line typed or piped in; the same code as a station's. */
@Command(
        name = "decode",
        description = {
            "Read lines from standard input and print one JSON object per line with everything each can mean.",
            "{GS}, {STX} and the like and \\xNN stand for bytes."
        },
        mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {
    @Option(names = "--hex", description = "lines are bytes in hexadecimal")
    private boolean hex;

    @Option(names = "--epc", description = "lines are the EPC memory of RFID tags in hexadecimal")
    private boolean epc;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "scanner profile: frame, no-read words, separator, AIM prefix as that scanner sends them")
    private @Nullable Path profileFile;

    @Option(
            names = "--frames",
            paramLabel = "PROTOCOL",
            description = "each line is one frame of that reader protocol, in hexadecimal: print its fields")
    private @Nullable String frames;

    private final Identifier identifier = new Identifier(Gs1Files.shipped());

    @Override
    public Integer call() throws IOException, Stopped {
        if (epc) {
            return EpcLines.decode(System.in, System.out).code();
        }
        if (frames != null) {
            return frames(new FrameLines(frames));
        }
        ScannerProfile profile = profileFile == null ? null : profile(profileFile);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int bad = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                byte[] bytes = hex ? ScanText.hex(line) : ScanText.bytes(line);
                Identification found = profile == null ? TypedCode.identify(identifier, bytes) : framed(profile, bytes);
                out.println(IdentificationJson.line(line, found));
            } catch (IllegalArgumentException unreadable) {
                System.err.println("line not understood: " + unreadable.getMessage());
                out.println(IdentificationJson.line(line, new Identification(Outcome.NONE, List.of())));
                bad++;
            }
        }
        out.flush();
        return (bad == 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private static Integer frames(FrameLines frames) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int bad = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                out.println(frames.line(ScanText.hex(line)));
            } catch (IllegalArgumentException unreadable) {
                System.err.println("line not understood: " + unreadable.getMessage());
                out.println(FrameLines.wrong("hex"));
                bad++;
            }
        }
        out.flush();
        return (bad == 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    /** Runs the bytes through the scanner's framing; a line typed without it gets it put around. */
    private Identification framed(ScannerProfile profile, byte[] bytes) {
        byte[] prefix = HexFormat.of().parseHex(profile.prefix());
        byte[] suffix = HexFormat.of().parseHex(profile.suffix());
        List<ReaderMessage> telegrams = new ArrayList<>();
        ScannerFramer framer = new ScannerFramer(profile);
        if (endsWith(bytes, suffix)) {
            framer.feed(bytes, bytes.length, telegrams::add);
        } else {
            framer.feed(prefix, prefix.length, telegrams::add);
            framer.feed(bytes, bytes.length, telegrams::add);
            framer.feed(suffix, suffix.length, telegrams::add);
        }
        List<Candidate> candidates = new ArrayList<>();
        Outcome outcome = Outcome.NONE;
        for (ReaderMessage telegram : telegrams) {
            if (telegram instanceof Codes codes) {
                ScanRecord scan = ScanRecord.of("decode", codes, identifier);
                outcome = scan.outcome();
                scan.readings()
                        .forEach(reading ->
                                candidates.addAll(reading.identification().candidates()));
            } else if (telegram instanceof Broken broken) {
                System.err.println(
                        "broken telegram: " + broken.fault().word() + ", " + broken.bytes() + " bytes dropped");
            }
        }
        return new Identification(outcome, candidates);
    }

    private static boolean endsWith(byte[] bytes, byte[] tail) {
        if (bytes.length < tail.length) {
            return false;
        }
        for (int i = 0; i < tail.length; i++) {
            if (bytes[bytes.length - tail.length + i] != tail[i]) {
                return false;
            }
        }
        return true;
    }

    private static ScannerProfile profile(Path file) throws Stopped {
        return switch (ProfileFile.load(file)) {
            case Loaded.Accepted<ScannerProfile> accepted -> accepted.value();
            case Loaded.Refused<ScannerProfile> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        };
    }
}
