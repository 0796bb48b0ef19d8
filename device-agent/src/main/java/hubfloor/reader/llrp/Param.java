package hubfloor.reader.llrp;

import hubfloor.reader.ReaderMessage.Fault;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters this device looks into (LLRP 1.1, clause 17.2), and how to step over all others.
 *
 * <pre>
 *   TV    1 | type 7                       value of a length that the type tells
 *   TLV   0 | 5 reserved | type 10 | length 16 (these four bytes counted)    value, perhaps parameters within
 * </pre>
 */
final class Param {
    static final int ANTENNA_ID = 1;
    static final int FIRST_SEEN_UTC = 2;
    static final int LAST_SEEN_UTC = 4;
    static final int PEAK_RSSI = 6;
    static final int CHANNEL_INDEX = 7;
    static final int TAG_SEEN_COUNT = 8;
    static final int RO_SPEC_ID = 9;
    static final int C1G2_CRC = 11;
    static final int C1G2_PC = 12;
    static final int EPC_96 = 13;
    static final int UTC_TIMESTAMP = 128;
    static final int GENERAL_DEVICE_CAPABILITIES = 137;
    static final int REGULATORY_CAPABILITIES = 143;
    static final int UHF_BAND_CAPABILITIES = 144;
    static final int TRANSMIT_POWER_LEVEL = 145;
    static final int FREQUENCY_INFORMATION = 146;
    static final int FREQUENCY_HOP_TABLE = 147;
    static final int RO_SPEC = 177;
    static final int RO_BOUNDARY_SPEC = 178;
    static final int RO_SPEC_START_TRIGGER = 179;
    static final int RO_SPEC_STOP_TRIGGER = 182;
    static final int AI_SPEC = 183;
    static final int AI_SPEC_STOP_TRIGGER = 184;
    static final int INVENTORY_PARAMETER_SPEC = 186;
    static final int KEEPALIVE_SPEC = 220;
    static final int ANTENNA_CONFIGURATION = 222;
    static final int RF_TRANSMITTER = 224;
    static final int EVENTS_AND_REPORTS = 226;
    static final int RO_REPORT_SPEC = 237;
    static final int TAG_REPORT_CONTENT_SELECTOR = 238;
    static final int TAG_REPORT = 240;
    static final int EPC_OTHER = 241;
    static final int EVENT_NOTIFICATION_SPEC = 244;
    static final int EVENT_NOTIFICATION_STATE = 245;
    static final int EVENT_NOTIFICATION = 246;
    static final int GPI_EVENT = 248;
    static final int READER_EXCEPTION_EVENT = 252;
    static final int ANTENNA_EVENT = 255;
    static final int CONNECTION_ATTEMPT_EVENT = 256;
    static final int CONNECTION_CLOSE_EVENT = 257;
    static final int LLRP_STATUS = 287;
    static final int C1G2_INVENTORY_COMMAND = 330;
    static final int C1G2_SINGULATION_CONTROL = 336;
    static final int C1G2_EPC_MEMORY_SELECTOR = 348;

    /** Bytes of value behind a TV's type byte, by type; 0 is not assigned. */
    private static final int[] TV = {0, 2, 8, 8, 8, 8, 1, 2, 2, 4, 2, 2, 2, 12, 2, 2, 4, 2, 4, 2, 2};

    private static final int TLV_HEADER = 4;
    /** More nesting than LLRP 1.1 has (ROSpec 177 > 183 > 186 > 222 > 330 > 336 > 337). */
    private static final int DEPTH_MAX = 12;

    /** The fields before a TLV's inner parameters, of those that are walked; the others are leaves. */
    private static final Map<Integer, Integer> WITHIN = new HashMap<>();
    /** The least bytes of value of the leaves that are read. */
    private static final Map<Integer, Integer> LEAST = new HashMap<>();

    static {
        int[][] within = {
            {REGULATORY_CAPABILITIES, 4}, {UHF_BAND_CAPABILITIES, 0}, {FREQUENCY_INFORMATION, 1}, {RO_SPEC, 6},
            {RO_BOUNDARY_SPEC, 0}, {INVENTORY_PARAMETER_SPEC, 3}, {ANTENNA_CONFIGURATION, 2}, {RO_REPORT_SPEC, 3},
            {TAG_REPORT, 0}, {EVENT_NOTIFICATION_SPEC, 0}, {EVENT_NOTIFICATION, 0}, {C1G2_INVENTORY_COMMAND, 1}
        };
        for (int[] each : within) {
            WITHIN.put(each[0], each[1]);
        }
        int[][] least = {
            {UTC_TIMESTAMP, 8},
            {TRANSMIT_POWER_LEVEL, 4},
            {FREQUENCY_HOP_TABLE, 1},
            {RO_SPEC_START_TRIGGER, 1},
            {RO_SPEC_STOP_TRIGGER, 5},
            {AI_SPEC, 2},
            {KEEPALIVE_SPEC, 5},
            {RF_TRANSMITTER, 6},
            {EPC_OTHER, 2},
            {GPI_EVENT, 3},
            {READER_EXCEPTION_EVENT, 2},
            {ANTENNA_EVENT, 3},
            {CONNECTION_ATTEMPT_EVENT, 2},
            {LLRP_STATUS, 4}
        };
        for (int[] each : least) {
            LEAST.put(each[0], each[1]);
        }
    }

    private final byte[] buffer;
    private final int end;
    private int next;
    private int type;
    private int from;
    private int to;

    /** Walks what lies in {@code buffer[from, to)}. */
    Param(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.end = to;
        this.next = from;
    }

    /** Goes to the next parameter; false at the end. Only for bytes that {@link #fault} found right. */
    boolean step() {
        return next < end && advance() == null;
    }

    int type() {
        return type;
    }

    /** Where the value begins. */
    int from() {
        return from;
    }

    /** Where the value ends. */
    int to() {
        return to;
    }

    /** The parameters within this one. */
    Param within() {
        return new Param(buffer, from + inner(), to);
    }

    private int inner() {
        return type == AI_SPEC ? 2 + 2 * Bytes.u16(buffer, from) : WITHIN.getOrDefault(type, 0);
    }

    private @Nullable Fault advance() {
        int first = buffer[next] & 0xFF;
        if (first >= 0x80) {
            type = first & 0x7F;
            from = next + 1;
            if (type >= TV.length || TV[type] == 0) {
                return Fault.FORMAT;
            }
            to = from + TV[type];
        } else {
            if (end - next < TLV_HEADER) {
                return Fault.LENGTH;
            }
            type = Bytes.u16(buffer, next) & 0x3FF;
            int length = Bytes.u16(buffer, next + 2);
            if (length < TLV_HEADER) {
                return Fault.LENGTH;
            }
            from = next + TLV_HEADER;
            to = next + length;
        }
        if (to > end) {
            return Fault.LENGTH;
        }
        next = to;
        return null;
    }

    /** What is wrong with the parameters in {@code buffer[from, to)}, at any depth; null when nothing is. */
    static @Nullable Fault fault(byte[] buffer, int from, int to) {
        return new Param(buffer, from, to).fault(0);
    }

    private @Nullable Fault fault(int depth) {
        while (next < end) {
            Fault fault = advance();
            if (fault == null && to - from < LEAST.getOrDefault(type, 0)) {
                fault = Fault.LENGTH;
            }
            if (fault == null && type == EPC_OTHER && (Bytes.u16(buffer, from) + 7) / 8 > to - from - 2) {
                fault = Fault.LENGTH;
            }
            if (fault == null && (type == AI_SPEC || WITHIN.containsKey(type))) {
                int begin = from + inner();
                fault = begin > to
                        ? Fault.LENGTH
                        : depth == DEPTH_MAX ? Fault.FORMAT : new Param(buffer, begin, to).fault(depth + 1);
            }
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }
}
