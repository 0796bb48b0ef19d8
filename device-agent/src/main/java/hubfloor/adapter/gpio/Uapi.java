package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's GPIO character device, uAPI version 2, as {@code linux/gpio.h} has it since Linux 5.10. Its structs were
 * made to be the same on 32 and 64 bit and on every processor, so this is all there is for x86-64 and arm64.
 *
 * <p>A number in a drawing is the byte at which a field starts. Fields that stay zero here are named {@code padding}.
 */
final class Uapi {
    /** {@code GPIO_MAX_NAME_SIZE}, the closing zero byte included. */
    static final int NAME_BYTES = 32;

    /** {@code GPIO_V2_LINES_MAX}: most lines in one request; this driver asks for one line at a time. */
    private static final int LINES_MAX = 64;

    /** {@code GPIO_V2_LINE_NUM_ATTRS_MAX}. */
    private static final int ATTRS_MAX = 10;

    /**
     * What the kernel allows as {@code event_buffer_size}: {@code GPIO_V2_LINES_MAX * 16}. When the buffer is full the
     * oldest event goes, and the sequence number tells.
     */
    static final int EVENT_BUFFER_MAX = LINES_MAX * 16;

    /**
     * <pre>
     *   struct gpiochip_info    0 name[32] | 32 label[32] | 64 lines u32                                       68 bytes
     * </pre>
     */
    static final StructLayout CHIP = MemoryLayout.structLayout(text("name"), text("label"), JAVA_INT.withName("lines"));

    static final long CHIP_NAME = at(CHIP, "name");
    static final long CHIP_LABEL = at(CHIP, "label");
    static final long CHIP_LINES = at(CHIP, "lines");

    /**
     * <pre>
     *   struct gpio_v2_line_attribute    0 id u32 | 4 padding | 8 union { flags u64, values u64, debounce_period_us u32 }
     * </pre>
     */
    private static final StructLayout ATTRIBUTE = MemoryLayout.structLayout(
            JAVA_INT.withName("id"), JAVA_INT.withName("padding"), JAVA_LONG.withName("value"));

    /**
     * <pre>
     *   struct gpio_v2_line_info    0 name[32] | 32 consumer[32] | 64 offset u32 | 68 num_attrs u32 | 72 flags u64
     *                              80 attrs[10] | 240 padding[4]                                            256 bytes
     * </pre>
     */
    static final StructLayout LINE = MemoryLayout.structLayout(
            text("name"),
            text("consumer"),
            JAVA_INT.withName("offset"),
            JAVA_INT.withName("num_attrs"),
            JAVA_LONG.withName("flags"),
            MemoryLayout.sequenceLayout(ATTRS_MAX, ATTRIBUTE).withName("attrs"),
            MemoryLayout.sequenceLayout(4, JAVA_INT).withName("padding"));

    static final long LINE_NAME = at(LINE, "name");
    static final long LINE_CONSUMER = at(LINE, "consumer");
    static final long LINE_OFFSET = at(LINE, "offset");
    static final long LINE_FLAGS = at(LINE, "flags");

    /**
     * An attribute and the lines it is for. The mask counts in <em>places of the request's offsets[]</em>, not in line
     * numbers: in a request of one line it is bit 0, whatever the line.
     *
     * <pre>
     *   struct gpio_v2_line_config_attribute    0 attr (id 0, value 8) | 16 mask u64                           24 bytes
     * </pre>
     */
    private static final StructLayout CONFIG_ATTRIBUTE =
            MemoryLayout.structLayout(ATTRIBUTE.withName("attr"), JAVA_LONG.withName("mask"));

    /**
     * <pre>
     *   struct gpio_v2_line_config    0 flags u64 | 8 num_attrs u32 | 12 padding[5] | 32 attrs[10] of 24      272 bytes
     * </pre>
     */
    private static final StructLayout CONFIG = MemoryLayout.structLayout(
            JAVA_LONG.withName("flags"),
            JAVA_INT.withName("num_attrs"),
            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
            MemoryLayout.sequenceLayout(ATTRS_MAX, CONFIG_ATTRIBUTE).withName("attrs"));

    /**
     * <pre>
     *   struct gpio_v2_line_request    0 offsets[64] u32 | 256 consumer[32] | 288 config (272) | 560 num_lines u32
     *                                564 event_buffer_size u32 | 568 padding[5] | 588 fd s32 (comes back)      592 bytes
     * </pre>
     */
    static final StructLayout REQUEST = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(LINES_MAX, JAVA_INT).withName("offsets"),
            text("consumer"),
            CONFIG.withName("config"),
            JAVA_INT.withName("num_lines"),
            JAVA_INT.withName("event_buffer_size"),
            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
            JAVA_INT.withName("fd"));

    static final long REQUEST_OFFSETS = at(REQUEST, "offsets");
    static final long REQUEST_CONSUMER = at(REQUEST, "consumer");
    static final long REQUEST_CONFIG = at(REQUEST, "config");
    static final long REQUEST_NUM_LINES = at(REQUEST, "num_lines");
    static final long REQUEST_EVENT_BUFFER = at(REQUEST, "event_buffer_size");
    static final long REQUEST_FD = at(REQUEST, "fd");

    static final long CONFIG_FLAGS = at(CONFIG, "flags");
    static final long CONFIG_NUM_ATTRS = at(CONFIG, "num_attrs");
    static final long CONFIG_ATTRS = at(CONFIG, "attrs");
    static final long ATTR_BYTES = CONFIG_ATTRIBUTE.byteSize();
    static final long ATTR_ID = at(ATTRIBUTE, "id");
    static final long ATTR_VALUE = at(ATTRIBUTE, "value");
    static final long ATTR_MASK = at(CONFIG_ATTRIBUTE, "mask");

    /**
     * <pre>
     *   struct gpio_v2_line_values    0 bits u64 | 8 mask u64                                                  16 bytes
     * </pre>
     */
    static final StructLayout VALUES =
            MemoryLayout.structLayout(JAVA_LONG.withName("bits"), JAVA_LONG.withName("mask"));

    static final long VALUES_BITS = at(VALUES, "bits");
    static final long VALUES_MASK = at(VALUES, "mask");

    /**
     * What {@code read(2)} of a line's descriptor gives, as many as are there and fit. The timestamp is
     * {@code CLOCK_MONOTONIC}, taken in the interrupt; {@code line_seqno} counts this line's edges from 1.
     *
     * <pre>
     *   struct gpio_v2_line_event    0 timestamp_ns u64 | 8 id u32 | 12 offset u32 | 16 seqno u32 | 20 line_seqno u32
     *                               24 padding[6]                                                              48 bytes
     * </pre>
     */
    static final StructLayout EVENT = MemoryLayout.structLayout(
            JAVA_LONG.withName("timestamp_ns"),
            JAVA_INT.withName("id"),
            JAVA_INT.withName("offset"),
            JAVA_INT.withName("seqno"),
            JAVA_INT.withName("line_seqno"),
            MemoryLayout.sequenceLayout(6, JAVA_INT).withName("padding"));

    static final long EVENT_BYTES = EVENT.byteSize();
    static final long EVENT_TIMESTAMP = at(EVENT, "timestamp_ns");
    static final long EVENT_ID = at(EVENT, "id");
    static final long EVENT_LINE_SEQNO = at(EVENT, "line_seqno");

    /** {@code enum gpio_v2_line_flag}. */
    static final long FLAG_USED = 1L;

    static final long FLAG_ACTIVE_LOW = 1L << 1;
    static final long FLAG_INPUT = 1L << 2;
    static final long FLAG_OUTPUT = 1L << 3;
    static final long FLAG_EDGE_RISING = 1L << 4;
    static final long FLAG_EDGE_FALLING = 1L << 5;
    static final long FLAG_OPEN_DRAIN = 1L << 6;
    static final long FLAG_OPEN_SOURCE = 1L << 7;
    static final long FLAG_BIAS_PULL_UP = 1L << 8;
    static final long FLAG_BIAS_PULL_DOWN = 1L << 9;
    static final long FLAG_BIAS_DISABLED = 1L << 10;
    static final long FLAGS_BIAS = FLAG_BIAS_PULL_UP | FLAG_BIAS_PULL_DOWN | FLAG_BIAS_DISABLED;

    /** {@code enum gpio_v2_line_attr_id}. */
    static final int ATTR_OUTPUT_VALUES = 2;

    static final int ATTR_DEBOUNCE = 3;

    /** {@code enum gpio_v2_line_event_id}; "rising" is from inactive to active, so active-low is already undone. */
    static final int EVENT_RISING_EDGE = 1;

    static final long GET_CHIPINFO = ioctlNumber(false, 0x01, CHIP);
    static final long GET_LINEINFO = ioctlNumber(true, 0x05, LINE);
    static final long GET_LINE = ioctlNumber(true, 0x07, REQUEST);
    static final long LINE_GET_VALUES = ioctlNumber(true, 0x0E, VALUES);
    static final long LINE_SET_VALUES = ioctlNumber(true, 0x0F, VALUES);

    private Uapi() {}

    /**
     * {@code _IOR} and {@code _IOWR} of asm-generic/ioctl.h for GPIO's type 0xB4:
     *
     * <pre>
     *   31 30  direction: 2 = kernel writes, 3 = both   |   29..16 size of the struct   |   15..8 0xB4   |   7..0 number
     * </pre>
     */
    private static long ioctlNumber(boolean both, int number, StructLayout struct) {
        return (both ? 3L : 2L) << 30 | struct.byteSize() << 16 | 0xB4L << 8 | number;
    }

    /** A zero-ended name of at most 31 bytes. */
    static String text(MemorySegment struct, long at) {
        byte[] bytes = struct.asSlice(at, NAME_BYTES).toArray(JAVA_BYTE);
        int length = 0;
        while (length < NAME_BYTES && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Writes a name, cut to what fits; the struct is zero before. */
    static void text(MemorySegment struct, long at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(bytes, 0, struct, JAVA_BYTE, at, Math.min(bytes.length, NAME_BYTES - 1));
    }

    private static MemoryLayout text(String name) {
        return MemoryLayout.sequenceLayout(NAME_BYTES, (ValueLayout) JAVA_BYTE).withName(name);
    }

    private static long at(StructLayout struct, String field) {
        return struct.byteOffset(PathElement.groupElement(field));
    }
}
