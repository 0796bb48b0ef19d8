package hubfloor.testing;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.advice.NewsLetter;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.ScannerProfile;
import hubfloor.epc.Epc;
import hubfloor.epc.EpcDecoder;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.parcel.ScanText;
import hubfloor.port.WireFormat;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.reader.ScannerFramer;
import hubfloor.reader.driver.Drivers;
import hubfloor.reader.llrp.LlrpProtocol;
import hubfloor.reader.llrp.LlrpSession;
import hubfloor.reader.llrp.LlrpSettings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must survive any bytes at all: every driver, the scanner's framing, LLRP, EPCs, labels, device files, plans, and
 * what arrives over MQTT. A fuzzer feeds them, and so does the kept corpus in every build. No input may throw, take more than
 * {@value #MILLIS_MAX} ms, or allocate more than {@value #BYTES_MAX} bytes beyond what the target needs for any input.
 */
public final class FuzzTarget {
    public static final int MILLIS_MAX = 50;
    public static final int BYTES_MAX = 1 << 20;

    private static final Map<String, Target> TARGETS = new LinkedHashMap<>();

    static {
        for (Drivers driver : Drivers.values()) {
            TARGETS.put(driver.protocol(), bytes -> driver(driver, bytes));
        }
        TARGETS.put("lines", FuzzTarget::lines);
        TARGETS.put("device-file", bytes -> DeviceFile.loadText("d.yaml", bytes, Path.of("/etc")));
        TARGETS.put("plan-file", bytes -> PlanFile.loadText("p.yaml", bytes, null));
        TARGETS.put("messages", FuzzTarget::messages);
        TARGETS.put("scan-text", FuzzTarget::scanText);
        TARGETS.put("llrp", FuzzTarget::llrp);
        TARGETS.put("epc", FuzzTarget::epc);
        TARGETS.put("labels", FuzzTarget::labels);
        TARGETS.put("news", FuzzTarget::news);
    }

    private FuzzTarget() {}

    private interface Target {
        void accept(byte[] bytes);
    }

    public static List<String> names() {
        return List.copyOf(TARGETS.keySet());
    }

    /** Feeds one input; throws whatever the target throws. */
    public static void accept(String name, byte[] bytes) {
        Target target = TARGETS.get(name);
        if (target == null) {
            throw new IllegalArgumentException("no such target: " + name);
        }
        target.accept(bytes);
    }

    /** Bytes the target allocated for this input, on this thread. */
    public static long allocated(String name, byte[] bytes) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        accept(name, bytes);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** The first byte tells how the rest is cut; nothing about it may matter but the messages' sum. */
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

    private static void lines(byte[] bytes) {
        feed(new ScannerFramer(profile("", "0D0A")), bytes, message -> {});
        feed(new ScannerFramer(profile("02", "03")), bytes, message -> {});
    }

    private static ScannerProfile profile(String prefix, String suffix) {
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

    private static void feed(ReaderCodec codec, byte[] bytes, ReaderOutput out) {
        int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0x3F);
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            codec.feed(part, part.length, out);
        }
        codec.silence(out);
        if (codec.pending()) {
            throw new IllegalStateException("held after a silence");
        }
    }

    /** Everything that is read off a topic; what is refused is refused by {@code Malformed} alone. */
    private static void messages(byte[] bytes) {
        WireFormat wire = new JsonWireFormat();
        List<Reading> readings =
                List.of(wire::readEvent, wire::readState, wire::readReceipt, wire::readReplayRequest, wire::readFlat);
        List<WireFormat.Malformed> refused = new ArrayList<>();
        for (Reading reading : readings) {
            try {
                reading.read(bytes);
            } catch (WireFormat.Malformed expected) {
                refused.add(expected);
            }
        }
        if (refused.stream()
                .anyMatch(words -> String.valueOf(words.getMessage()).isEmpty())) {
            throw new IllegalStateException("refused without a word");
        }
    }

    /** What central tells of parcels: read, and what was read is written and read the same. */
    private static void news(byte[] bytes) {
        WireFormat wire = new JsonWireFormat();
        try {
            NewsLetter letter = wire.readNews(bytes);
            NewsLetter again = wire.readNews(wire.news(letter));
            if (!again.parcels().equals(letter.parcels())) {
                throw new IllegalStateException("what is written is read differently");
            }
        } catch (WireFormat.Malformed expected) {
            if (String.valueOf(expected.getMessage()).isEmpty()) {
                throw new IllegalStateException("refused without a word", expected);
            }
        }
    }

    /** What a peer on the network sends that says it is an LLRP reader. */
    private static void llrp(byte[] bytes) {
        LlrpSession session = new LlrpSession(new LlrpSettings(List.of(), OptionalInt.empty(), 1), 1);
        session.connected(0);
        int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0x3F);
        for (int at = 0; at < bytes.length && session.failure().isEmpty(); at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            session.feed(part, part.length, at, message -> {});
            session.tick(at);
        }
        session.lost();
        LlrpProtocol protocol = new LlrpProtocol();
        if (protocol.judge(bytes) == null) {
            protocol.fields(bytes, 0, bytes.length);
        }
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

    private interface Reading {
        Object read(byte[] bytes) throws WireFormat.Malformed;
    }

    private static void scanText(byte[] bytes) {
        if (!Arrays.equals(ScanText.bytes(ScanText.format(bytes)), bytes)) {
            throw new IllegalStateException("what format writes, bytes does not read back");
        }
        try {
            ScanText.bytes(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            if (String.valueOf(refused.getMessage()).isEmpty()) {
                throw refused;
            }
        }
    }
}
