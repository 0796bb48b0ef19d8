package hubfloor.link;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.Delivery;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import hubfloor.event.Topics.Kind;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/** A command as a broker passes it on: its topic in the first line, its payload behind. */
public final class CommandTargets {
    private static final DeviceIdentity ID = new DeviceIdentity("kul", "inbound", "st-01");
    private static final String EPOCH = "0123456789abcdef";
    private static final Stamp NOW = new Stamp(Instant.parse("2026-11-26T12:00:00Z"), 1, "boot", ClockQuality.SYNCED);
    private static final Topics TOPICS = new Topics("");
    private static final WireFormat WIRE = new JsonWireFormat();

    private CommandTargets() {}

    public static void command(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String topic = new String(bytes, 0, end, StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        TOPICS.isAnswerable(ID, topic);
        TOPICS.feedOf("kul", topic);
        Address address = TOPICS.parse(topic).orElse(new Address(ID, Kind.COMMAND, "replay"));
        Delivery delivery = new Delivery(
                new Delivery.Settings(EPOCH, 8, List.of("central")), new Delivery.Before(900, 900, 3, List.of()));
        CommandDesk desk = new CommandDesk(EPOCH, WIRE, delivery, HubMail.NONE, new Oddities(NOPLogger.NOP_LOGGER));
        Message message = new Message(topic, payload, false, topic, payload, "");
        byte[] reply = desk.handle(address, message, NOW);
        requireAnswer(reply);
        if (!Arrays.equals(reply, desk.handle(address, message, NOW))) {
            throw new IllegalStateException("asked twice, answered differently");
        }
    }

    private static void requireAnswer(byte @Nullable [] reply) {
        if (reply == null) {
            throw new IllegalStateException("no answer");
        }
        try {
            Object result = WIRE.readFlat(reply).get("result");
            if (!List.of("applied", "refused", "expired").contains(String.valueOf(result))) {
                throw new IllegalStateException("answered " + result);
            }
        } catch (Malformed e) {
            throw new IllegalStateException("an answer that cannot be read", e);
        }
    }
}
