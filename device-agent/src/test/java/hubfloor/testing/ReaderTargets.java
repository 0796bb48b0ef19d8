package hubfloor.testing;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.ProfileFile;
import hubfloor.config.model.ScannerProfile;
import hubfloor.epc.Epc;
import hubfloor.epc.EpcDecoder;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.parcel.ScanText;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.reader.ScannerFramer;
import hubfloor.reader.driver.Drivers;
import hubfloor.reader.llrp.LlrpProtocol;
import hubfloor.reader.llrp.LlrpReaderSide;
import hubfloor.reader.llrp.LlrpSession;
import hubfloor.reader.llrp.LlrpSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What readers and scales send, and what labels and tags say: every driver, the scanner's framing, LLRP, EPCs, labels. */
final class ReaderTargets {
    private static final List<String> SHIPPED =
            List.of("plain-crlf", "stx-etx", "sick-stx-etx", "cognex-dmcc", "datalogic", "honeywell", "zebra-aim");

    private ReaderTargets() {}

    static List<FuzzTarget> all() {
        List<FuzzTarget> targets = new ArrayList<>();
        for (Drivers driver : Drivers.values()) {
            if (driver != Drivers.LLRP) { // its codec is the session's
                targets.add(new FuzzTarget(driver.protocol(), bytes -> driver(driver, bytes)));
            }
        }
        targets.add(new FuzzTarget("lines", ReaderTargets::lines));
        targets.add(new FuzzTarget("llrp", ReaderTargets::llrp));
        targets.add(new FuzzTarget("llrp-host", ReaderTargets::llrpHost));
        targets.add(new FuzzTarget("epc", ReaderTargets::epc));
        targets.add(new FuzzTarget("labels", ReaderTargets::labels));
        targets.add(new FuzzTarget("scan-text", ReaderTargets::scanText));
        return targets;
    }

    private interface Taker {
        void take(byte[] part, int at);
    }

    /** The first byte tells how the rest is cut; nothing about it may matter but the messages' sum. */
    private static void pieces(byte[] bytes, Taker taker) {
        int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0x3F);
        for (int at = 0; at < bytes.length; at += piece) {
            taker.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)), at);
        }
    }

    private static void driver(Drivers driver, byte[] bytes) {
        ReaderCodec codec = driver.codec(Map.of());
        FrameProtocol protocol = driver.protocol(Map.of());
        codec.opened(message -> {});
        feed(codec, bytes, new ReaderOutput() {
            @Override
            public void message(ReaderMessage message) {}

            @Override
            public void frame(byte[] buffer, int from, int length) {
                protocol.fields(buffer, from, length);
            }
        });
        for (ReaderCommand command : ReaderCommand.values()) {
            codec.command(command, message -> {});
        }
        if (protocol.judge(bytes) == null) {
            protocol.fields(bytes, 0, bytes.length);
        }
    }

    private static void feed(ReaderCodec codec, byte[] bytes, ReaderOutput out) {
        pieces(bytes, (part, at) -> codec.feed(part, part.length, out));
        codec.silence(out);
        if (codec.pending()) {
            throw new IllegalStateException("held after a silence");
        }
    }

    private static void lines(byte[] bytes) {
        Profiles.ALL.forEach(profile -> feed(new ScannerFramer(profile), bytes, message -> {}));
    }

    /** Made at the first use. */
    private static final class Profiles {
        private static final List<ScannerProfile> ALL = all();

        private static List<ScannerProfile> all() {
            List<ScannerProfile> profiles = new ArrayList<>(List.of(everything("", "0D0A"), everything("02", "03")));
            for (String name : SHIPPED) {
                Loaded<ScannerProfile> loaded =
                        ProfileFile.loadText("profile", name.getBytes(StandardCharsets.US_ASCII));
                profiles.add(((Loaded.Accepted<ScannerProfile>) loaded).value());
            }
            return List.copyOf(profiles);
        }

        private static ScannerProfile everything(String prefix, String suffix) {
            return new ScannerProfile(
                    prefix,
                    suffix,
                    Optional.of(","),
                    List.of("NoRead"),
                    List.of("HB"),
                    Optional.empty(),
                    false,
                    true,
                    true,
                    "",
                    "",
                    4096,
                    "UTF-8",
                    Duration.ofMillis(100));
        }
    }

    /** What a peer on the network sends that says it is an LLRP reader. */
    private static void llrp(byte[] bytes) {
        LlrpSession session = new LlrpSession(new LlrpSettings(List.of(), OptionalInt.empty(), 1), 1);
        session.connected(0);
        pieces(bytes, (part, at) -> {
            if (session.failure().isEmpty()) {
                session.feed(part, part.length, at, message -> {});
                session.tick(at);
            }
        });
        session.lost();
        LlrpProtocol protocol = new LlrpProtocol();
        if (protocol.judge(bytes) == null) {
            protocol.fields(bytes, 0, bytes.length);
        }
    }

    /** What somebody sends to a mimicked LLRP reader. */
    private static void llrpHost(byte[] bytes) {
        LlrpReaderSide reader = new LlrpReaderSide();
        reader.connected(0, 0, message -> {});
        pieces(bytes, (part, at) -> {
            reader.feed(part, part.length, at, message -> {});
            reader.tick(at * 1_000_000_000L, message -> {});
            reader.sees("311BA1B300CE0A6A83000000", OptionalInt.of(1), OptionalInt.of(-52), at, message -> {});
        });
        reader.lost();
    }

    private static void epc(byte[] bytes) {
        String hex = HexFormat.of().withUpperCase().formatHex(bytes);
        Epc epc = EpcDecoder.decode(bytes);
        if (!EpcDecoder.decode(hex).equals(epc)) {
            throw new IllegalStateException("hex and bytes are read differently");
        }
        Labels.IDENTIFIER.tag(epc.elements());
    }

    /** A label's text as a scanner sends it, with and without what symbology it was. */
    private static void labels(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Labels.IDENTIFIER.identify(new Barcode("", text));
        Labels.IDENTIFIER.identify(new Barcode("]C1", text));
        Labels.IDENTIFIER.identify(new Barcode("]Q1", text));
    }

    /** Made at the first use: it reads the whole dictionary. */
    private static final class Labels {
        private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());
    }

    private static void scanText(byte[] bytes) {
        if (!Arrays.equals(ScanText.bytes(ScanText.format(bytes)), bytes)) {
            throw new IllegalStateException("what format writes, bytes does not read back");
        }
        try {
            ScanText.bytes(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            FuzzTarget.requireWords(refused);
        }
    }
}
