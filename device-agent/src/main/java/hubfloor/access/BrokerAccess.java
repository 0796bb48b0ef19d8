package hubfloor.access;

import hubfloor.event.Topics;
import hubfloor.event.Topics.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rights on a hub's broker, as mosquitto's access list. A client is known by one name, its certificate's common name,
 * which is its client id and its place in the topics. Every name is written out with its own topics: a pattern over the
 * name would let the owner of a valid certificate write in every hub and zone. Immutable; any thread.
 */
public final class BrokerAccess {
    private static final String HEAD = """
            # Who may say what on this hub's broker, written by hubfloor broker-config: write it again when a device comes,
            # moves or goes, then send mosquitto a SIGHUP. A client is its certificate's common name; see mosquitto.conf.
            # A certificate for a name that is not here may say and hear nothing.
            # A refused publish is told to an MQTT 5 client by its reason code; a 3.1.1 client would take it as stored.
            # mosquitto grants every subscription and judges each message by its own topic when it delivers it, so a
            # shared subscription ($share/GROUP/...) needs no line of its own. A device that joins the group hears nothing,
            # but its turns are lost to the group: keep the group's name a secret, or subscribe plainly.
            """;

    private final List<Member> devices;
    private final Set<Consumer> consumers;

    private BrokerAccess(List<Member> devices, Set<Consumer> consumers) {
        this.devices = devices;
        this.consumers = consumers;
    }

    /**
     * @param consumers central's clients, each with a certificate of its own; one named twice counts once
     * @throws AccessRefused where two clients would have one name, a name is not a topic's level, or a device waits for
     *     receipts that nobody here may send
     */
    public static BrokerAccess of(List<Member> devices, List<Consumer> consumers) throws AccessRefused {
        Set<Consumer> once = new LinkedHashSet<>(consumers);
        Set<String> names = new HashSet<>();
        Set<String> receipting = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Consumer consumer : once) {
            for (String name : new LinkedHashSet<>(List.of(consumer.name(), consumer.receiptsAs()))) {
                if (!Topics.isLevel(name)) {
                    wrong.add("A consumer cannot be called \"" + shown(name)
                            + "\": lower-case letters, digits and -, 1 to 32 of them.");
                }
            }
            if (!names.add(consumer.name())) {
                wrong.add("The consumer \"" + shown(consumer.name())
                        + "\" is to receipt under two names: write it once, or give the second a name of its own.");
            }
            receipting.add(consumer.receiptsAs());
        }
        Map<String, Member> known = new HashMap<>();
        for (Member device : devices) {
            Member other = known.putIfAbsent(device.name(), device);
            if (other != null) {
                wrong.add(twice(other, device));
            } else if (names.contains(device.name())) {
                wrong.add(device.file() + ": the device is called \"" + device.name()
                        + "\" like a consumer, and would get its rights. Rename the device under device.id.");
            }
            for (String awaited : device.receiptsFrom()) {
                if (!receipting.contains(awaited)) {
                    wrong.add(device.file() + ": \"" + device.name() + "\" keeps its events until \"" + awaited
                            + "\" receipts them, and no such consumer may. Name it with --consumer, or correct"
                            + " broker.receipts-from.");
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new AccessRefused(wrong);
        }
        return new BrokerAccess(List.copyOf(devices), once);
    }

    private static String twice(Member first, Member second) {
        return second.file() + ": a second device \"" + second.name() + "\", in zone \""
                + second.identity().zone() + "\" of hub \"" + second.identity().hub() + "\" beside zone \""
                + first.identity().zone() + "\" of hub \"" + first.identity().hub() + "\" (" + first.file()
                + "). The name is the certificate's common name and the client id, so a broker can have it only once:"
                + " rename one under device.id.";
    }

    /** No line breaks and nothing long from a command line. */
    private static String shown(String text) {
        return text.replaceAll("[^ -~]", "?").substring(0, Math.min(40, text.length()));
    }

    /** What {@code acl_file} is to hold. */
    public String acl() {
        StringBuilder out = new StringBuilder(HEAD);
        devices.forEach(device -> device(device, out));
        Set<String> prefixes = new LinkedHashSet<>();
        devices.forEach(device -> prefixes.add(device.topicPrefix()));
        for (Consumer consumer : consumers) {
            out.append("\n# Hears every device, and confirms as ")
                    .append(consumer.receiptsAs())
                    .append(" only.\nuser ")
                    .append(consumer.name())
                    .append('\n');
            prefixes.forEach(prefix -> consumer(consumer.receiptsAs(), new Topics(prefix), out));
        }
        return out.toString();
    }

    private static void device(Member device, StringBuilder out) {
        Topics topics = new Topics(device.topicPrefix());
        out.append("\nuser ").append(device.name()).append('\n');
        write(topics.state(device.identity()), out);
        write(topics.events(device.identity()), out);
        write(topics.metrics(device.identity()), out);
        write(topics.replies(device.identity()), out);
        read(topics.receipts(device.identity()), out);
        read(topics.commands(device.identity()), out);
        read(topics.plan(device.identity().hub(), device.identity().zone()), out);
        read(topics.parcels(device.identity().hub()), out);
    }

    private static void consumer(String receiptsAs, Topics topics, StringBuilder out) {
        read(topics.everyState(), out);
        read(topics.everyEvent(), out);
        read(topics.every(Kind.METRICS), out);
        read(topics.every(Kind.REPLY), out);
        write(topics.everyReceipt(receiptsAs), out);
        write(topics.every(Kind.COMMAND), out);
        write(topics.everyPlan(), out);
        write(topics.everyParcel(), out);
    }

    private static void write(String topic, StringBuilder out) {
        out.append("topic write ").append(topic).append('\n');
    }

    private static void read(String topic, StringBuilder out) {
        out.append("topic read ").append(topic).append('\n');
    }
}
