package hubfloor.reader.llrp;

import hubfloor.reader.ReaderMessage.Sighting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Takes a message apart whose lengths {@link LlrpProtocol#fault} found right. Stateless, any thread. */
final class LlrpDecoder {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int WORDS_MAX = 200;

    private LlrpDecoder() {}

    static LlrpMessage decode(byte[] in, int from, int length, LlrpType type) {
        OptionalInt status = OptionalInt.empty();
        String words = "";
        OptionalLong roSpec = OptionalLong.empty();
        List<Integer> antennas = new ArrayList<>();
        Optional<LlrpEvent> event = Optional.empty();
        List<LlrpTag> tags = new ArrayList<>();
        int body = from + LlrpProtocol.HEADER;
        if (type.namesRoSpec()) {
            roSpec = OptionalLong.of(Bytes.u32(in, body));
        }
        Param params = new Param(in, body + type.fixed, type == LlrpType.CUSTOM_MESSAGE ? body : from + length);
        while (params.step()) {
            switch (params.type()) {
                case Param.LLRP_STATUS -> {
                    status = OptionalInt.of(Bytes.u16(in, params.from()));
                    words = text(in, params.from() + 2, params.to());
                }
                case Param.TAG_REPORT -> tags.add(tag(in, params.within()));
                case Param.EVENT_NOTIFICATION -> event = Optional.of(event(in, params.within()));
                case Param.RO_SPEC -> {
                    if (type == LlrpType.ADD_ROSPEC) {
                        roSpec = OptionalLong.of(Bytes.u32(in, params.from()));
                        antennas(in, params.within(), antennas);
                    }
                }
                default -> {
                    // stepped over by its length
                }
            }
        }
        int version = in[from] >> 2 & 7;
        return new LlrpMessage(
                version, type, Bytes.u32(in, from + 6), length, status, words, roSpec, antennas, event, tags);
    }

    private static void antennas(byte[] in, Param within, List<Integer> out) {
        while (within.step()) {
            if (within.type() == Param.AI_SPEC) {
                int count = Bytes.u16(in, within.from());
                for (int i = 0; i < count; i++) {
                    out.add(Bytes.u16(in, within.from() + 2 + 2 * i));
                }
            }
        }
    }

    private static LlrpTag tag(byte[] in, Param param) {
        String epc = "";
        OptionalInt antenna = OptionalInt.empty();
        OptionalInt rssi = OptionalInt.empty();
        OptionalInt count = OptionalInt.empty();
        OptionalInt channel = OptionalInt.empty();
        OptionalInt pc = OptionalInt.empty();
        OptionalInt crc = OptionalInt.empty();
        OptionalLong first = OptionalLong.empty();
        OptionalLong last = OptionalLong.empty();
        OptionalLong roSpec = OptionalLong.empty();
        while (param.step()) {
            int at = param.from();
            switch (param.type()) {
                case Param.EPC_96 -> epc = HEX.formatHex(in, at, at + 12);
                case Param.EPC_OTHER -> epc = HEX.formatHex(in, at + 2, at + 2 + (Bytes.u16(in, at) + 7) / 8);
                case Param.ANTENNA_ID -> antenna = OptionalInt.of(Bytes.u16(in, at));
                case Param.PEAK_RSSI -> rssi = OptionalInt.of(in[at]);
                case Param.CHANNEL_INDEX -> channel = OptionalInt.of(Bytes.u16(in, at));
                case Param.TAG_SEEN_COUNT -> count = OptionalInt.of(Bytes.u16(in, at));
                case Param.FIRST_SEEN_UTC -> first = OptionalLong.of(Bytes.u64(in, at));
                case Param.LAST_SEEN_UTC -> last = OptionalLong.of(Bytes.u64(in, at));
                case Param.RO_SPEC_ID -> roSpec = OptionalLong.of(Bytes.u32(in, at));
                case Param.C1G2_PC -> pc = OptionalInt.of(Bytes.u16(in, at));
                case Param.C1G2_CRC -> crc = OptionalInt.of(Bytes.u16(in, at));
                default -> {
                    // not asked for
                }
            }
        }
        Sighting sighting = new Sighting(rssi, antenna, OptionalInt.empty(), count, first, last);
        return new LlrpTag(epc, sighting, channel, pc, crc, roSpec);
    }

    private static LlrpEvent event(byte[] in, Param param) {
        OptionalLong utc = OptionalLong.empty();
        OptionalInt attempt = OptionalInt.empty();
        boolean close = false;
        OptionalInt gpiPort = OptionalInt.empty();
        OptionalInt gpiState = OptionalInt.empty();
        OptionalInt antenna = OptionalInt.empty();
        OptionalInt antennaState = OptionalInt.empty();
        String exception = "";
        while (param.step()) {
            int at = param.from();
            switch (param.type()) {
                case Param.UTC_TIMESTAMP -> utc = OptionalLong.of(Bytes.u64(in, at));
                case Param.CONNECTION_ATTEMPT_EVENT -> attempt = OptionalInt.of(Bytes.u16(in, at));
                case Param.CONNECTION_CLOSE_EVENT -> close = true;
                case Param.GPI_EVENT -> {
                    gpiPort = OptionalInt.of(Bytes.u16(in, at));
                    gpiState = OptionalInt.of(Bytes.u8(in, at + 2) >> 7);
                }
                case Param.ANTENNA_EVENT -> {
                    antennaState = OptionalInt.of(Bytes.u8(in, at));
                    antenna = OptionalInt.of(Bytes.u16(in, at + 1));
                }
                case Param.READER_EXCEPTION_EVENT -> exception = text(in, at, param.to());
                default -> {
                    // an event without meaning for the floor
                }
            }
        }
        return new LlrpEvent(utc, attempt, close, gpiPort, gpiState, antenna, antennaState, exception);
    }

    /** A text behind its 16 bits of length, cut to what a log line holds, and to printable characters. */
    private static String text(byte[] in, int at, int end) {
        int length = Math.min(Math.min(Bytes.u16(in, at), end - at - 2), WORDS_MAX);
        return new String(in, at + 2, Math.max(0, length), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
