package hubfloor.reader.llrp;

import hubfloor.epc.Gen2;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One TagReportData (LLRP 1.1, 14.2.3.1): one tag and what the reader was asked to tell about it.
 *
 * @param epc upper-case hex
 * @param at antenna, peak RSSI, count, first and last sighting in UTC microseconds of the reader's clock
 * @param channel index into the reader's frequency table
 * @param roSpec the order that this sighting belongs to, 32 bits unsigned: tells a stale report from a fresh one
 */
public record LlrpTag(
        String epc, Sighting at, OptionalInt channel, OptionalInt pc, OptionalInt crc, OptionalLong roSpec) {
    /** A tag seen once, just now. */
    static LlrpTag seenOnce(String epc, OptionalInt antenna, OptionalInt rssiDbm, long utcMicros, OptionalLong roSpec) {
        OptionalLong at = OptionalLong.of(utcMicros);
        Sighting sighting = new Sighting(rssiDbm, antenna, OptionalInt.empty(), OptionalInt.of(1), at, at);
        return new LlrpTag(epc, sighting, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), roSpec);
    }

    /** The same without what only LLRP knows; the tag's own CRC is judged where the reader passes it on. */
    TagRead read() {
        Optional<Boolean> crcOk = pc.isPresent() && crc.isPresent()
                ? Optional.of(Gen2.holds(pc.getAsInt(), HexFormat.of().parseHex(epc), crc.getAsInt()))
                : Optional.empty();
        return new TagRead(epc, pc, crcOk, at);
    }
}
