package hubfloor.reader.llrp;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How LLRP's messages lie in a stream. It has no checksum, so a start counts only when version, type and length are
 * possible and all parameters within fit exactly: one wrong byte is then found by the next message at the latest.
 *
 * <pre>
 *   0 | 3 reserved, 3 version, 10 type | 32 length of the whole | 32 message id | fields and parameters
 * </pre>
 *
 * <p>Messages beyond {@value #LENGTH_MAX} bytes are not taken; a reader asked for a report per tag is far below.
 */
public final class LlrpProtocol implements FrameProtocol {
    static final int HEADER = 10;
    static final int LENGTH_MAX = 1 << 16;

    @Override
    public int measure(byte[] buffer, int from, int held, boolean quiet) {
        int version = buffer[from] >> 2;
        if (version != 1 && version != 2) {
            return NO_FRAME;
        }
        if (held < 2) {
            return NEED_MORE;
        }
        if (type(buffer, from) == null) {
            return NO_FRAME;
        }
        if (held < 6) {
            return NEED_MORE;
        }
        long length = Bytes.u32(buffer, from + 2);
        if (length < HEADER || length > LENGTH_MAX) {
            return NO_FRAME;
        }
        return held < length ? NEED_MORE : (int) length;
    }

    @Override
    public @Nullable Fault fault(byte[] buffer, int from, int length) {
        LlrpType type = type(buffer, from);
        int body = from + HEADER;
        if (type == null) {
            return Fault.FRAMING;
        }
        if (length < HEADER + type.fixed) {
            return Fault.LENGTH;
        }
        return type == LlrpType.CUSTOM_MESSAGE ? null : Param.fault(buffer, body + type.fixed, from + length);
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    private static @Nullable LlrpType type(byte[] buffer, int from) {
        return LlrpType.of(Bytes.u16(buffer, from) & 0x3FF);
    }

    /** A right message, taken apart. */
    static LlrpMessage message(byte[] buffer, int from, int length) {
        LlrpType type = type(buffer, from);
        if (type == null) {
            throw new IllegalArgumentException("not a message that the rule let through");
        }
        return LlrpDecoder.decode(buffer, from, length, type);
    }

    @Override
    public @Nullable Fault judge(byte[] bytes) {
        boolean impossible = bytes.length >= 6 && Bytes.u32(bytes, 2) != bytes.length;
        Fault fault = FrameProtocol.super.judge(bytes);
        return fault == Fault.FRAMING && impossible && type(bytes, 0) != null ? Fault.LENGTH : fault;
    }

    /** Without a session: every tag is passed on. Over a network {@link LlrpSession} does it, and drops stale ones. */
    @Override
    public void read(byte[] buffer, int from, int length, ReaderOutput out) {
        LlrpMessage message = message(buffer, from, length);
        if (message.type() == LlrpType.KEEPALIVE) {
            out.send(LlrpRequests.keepAliveAck(message.id()));
        }
        tell(message, out);
        for (LlrpTag tag : message.tags()) {
            out.message(tag.read());
        }
    }

    /** What a message says to the floor, its tags apart. */
    static void tell(LlrpMessage message, ReaderOutput out) {
        if (message.type() == LlrpType.KEEPALIVE) {
            out.message(new Heartbeat());
        } else if (message.type() == LlrpType.ERROR_MESSAGE || !message.succeeded()) {
            out.message(new Trouble(
                    TroubleKind.COMMAND, Integer.toString(message.status().orElse(0))));
        } else if (message.status().isPresent()) {
            out.message(new Reply(message.type().name(), true));
        }
        message.event().ifPresent(event -> tell(event, out));
    }

    private static void tell(LlrpEvent event, ReaderOutput out) {
        if (event.antennaState().orElse(1) == 0) {
            out.message(new Trouble(
                    TroubleKind.ANTENNA, Integer.toString(event.antenna().orElse(0))));
        }
        if (!event.exception().isEmpty()) {
            boolean hot = event.exception().toLowerCase(Locale.ROOT).contains("temperature");
            out.message(new Trouble(hot ? TroubleKind.OVER_TEMPERATURE : TroubleKind.OTHER, event.exception()));
        }
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command == ReaderCommand.POLL) {
            out.send(LlrpRequests.getReport(0));
        }
    }

    @Override
    public Map<String, Object> fields(byte[] buffer, int from, int length) {
        LlrpMessage message = message(buffer, from, length);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", message.version());
        fields.put("type", message.type().number);
        fields.put("message_id", message.id());
        fields.put("length", message.length());
        fields.put("name", message.type().name());
        message.status().ifPresent(status -> fields.put("status", status));
        message.roSpec().ifPresent(id -> fields.put("rospec_id", id));
        if (!message.antennas().isEmpty()) {
            fields.put("antennas", message.antennas());
        }
        message.event().ifPresent(event -> fields(event, fields));
        if (message.type() == LlrpType.RO_ACCESS_REPORT) {
            fields.put("tags", message.tags().stream().map(LlrpProtocol::fields).toList());
        }
        return fields;
    }

    private static void fields(LlrpEvent event, Map<String, Object> fields) {
        event.utcMicros().ifPresent(utc -> fields.put("utc_us", utc));
        event.connectionAttempt().ifPresent(status -> fields.put("connection_attempt", status));
        if (event.connectionClose()) {
            fields.put("connection_close", true);
        }
        event.gpiPort().ifPresent(port -> fields.put("gpi_port", port));
        event.gpiState().ifPresent(state -> fields.put("gpi_state", state));
        event.antenna().ifPresent(antenna -> fields.put("antenna", antenna));
        event.antennaState().ifPresent(state -> fields.put("antenna_state", state));
        if (!event.exception().isEmpty()) {
            fields.put("exception", event.exception());
        }
    }

    private static Map<String, Object> fields(LlrpTag tag) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("epc", tag.epc());
        ReaderMessage.Sighting at = tag.at();
        at.antenna().ifPresent(antenna -> fields.put("antenna", antenna));
        at.rssiDbm().ifPresent(rssi -> fields.put("rssi_dbm", rssi));
        at.firstMicros().ifPresent(first -> fields.put("first_seen_us", first));
        at.lastMicros().ifPresent(last -> fields.put("last_seen_us", last));
        at.count().ifPresent(count -> fields.put("seen_count", count));
        tag.channel().ifPresent(channel -> fields.put("channel", channel));
        tag.pc().ifPresent(pc -> fields.put("pc", "%04X".formatted(pc)));
        tag.crc().ifPresent(crc -> fields.put("crc", "%04X".formatted(crc)));
        tag.roSpec().ifPresent(id -> fields.put("rospec_id", id));
        return fields;
    }
}
