package hubfloor.event;

import hubfloor.config.model.DeviceIdentity;
import java.util.Locale;
import java.util.Optional;

/**
 * Every topic of the contract is built and read here, from configured names only: nothing a scanner read can become
 * part of one. Immutable; any thread.
 *
 * <pre>
 * {prefix/}hubfloor/1/{hub}/{zone}/{device}/{kind}[/{leaf}]
 *                                           state            retained
 *                                           event/{family}
 *                                           receipt/{consumer}
 *                                           command/{verb}
 *                                           reply/{consumer}
 *                                           metrics
 * {prefix/}hubfloor/1/{hub}/{zone}/plan                          retained
 * {prefix/}hubfloor/1/{hub}/parcel/{feed}                        retained: the feed's last message
 * </pre>
 */
public final class Topics {
    /** Longest name of a hub, zone, device, consumer or verb. */
    public static final int LEVEL_MAX = 32;

    private static final int PREFIX_MAX = 128;
    private static final String CONTRACT = "hubfloor/1/";
    private final String root;

    /** @param prefix levels before the contract's own, without or with a closing slash; empty for none */
    public Topics(String prefix) {
        String levels = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        if (levels.length() > PREFIX_MAX || (!levels.isEmpty() && !isPublishable(levels))) {
            throw new IllegalArgumentException(
                    "not a topic prefix: at most 128 characters, no + # or control characters");
        }
        this.root = (levels.isEmpty() ? "" : levels + "/") + CONTRACT;
    }

    /** What a topic is for. */
    public enum Kind {
        STATE,
        EVENT,
        RECEIPT,
        COMMAND,
        REPLY,
        METRICS;

        private final String word = name().toLowerCase(Locale.ROOT);

        boolean hasLeaf() {
            return this == EVENT || this == RECEIPT || this == COMMAND || this == REPLY;
        }
    }

    /** A device's topic taken apart; {@code leaf} is the family, consumer or verb, empty where there is none. */
    public record Address(DeviceIdentity device, Kind kind, String leaf) {}

    public String state(DeviceIdentity device) {
        return of(device, Kind.STATE);
    }

    public String event(DeviceIdentity device, EventFamily family) {
        return of(device, Kind.EVENT) + "/" + family.topicLevel();
    }

    public String receipt(DeviceIdentity device, String consumer) {
        return of(device, Kind.RECEIPT) + "/" + level(consumer);
    }

    public String receipts(DeviceIdentity device) {
        return of(device, Kind.RECEIPT) + "/+";
    }

    public String command(DeviceIdentity device, String verb) {
        return of(device, Kind.COMMAND) + "/" + level(verb);
    }

    public String commands(DeviceIdentity device) {
        return of(device, Kind.COMMAND) + "/+";
    }

    /** Where a consumer has its commands answered. */
    public String reply(DeviceIdentity device, String consumer) {
        return of(device, Kind.REPLY) + "/" + level(consumer);
    }

    /** Filter for the answers to every consumer. */
    public String replies(DeviceIdentity device) {
        return of(device, Kind.REPLY) + "/+";
    }

    public String metrics(DeviceIdentity device) {
        return of(device, Kind.METRICS);
    }

    /** The sort plan of all lines of a zone. */
    public String plan(String hub, String zone) {
        return root + level(hub) + "/" + level(zone) + "/plan";
    }

    /** What this feed tells a hub of its parcels. */
    public String parcels(String hub, String feed) {
        return root + level(hub) + "/parcel/" + level(feed);
    }

    /** Filter for what every feed tells a hub. */
    public String parcels(String hub) {
        return root + level(hub) + "/parcel/+";
    }

    /** The feed's name, when this is where a feed tells this hub of its parcels. */
    public Optional<String> feedOf(String hub, String topic) {
        String before = root + hub + "/parcel/";
        return topic.startsWith(before)
                ? Optional.of(topic.substring(before.length())).filter(Topics::isLevel)
                : Optional.empty();
    }

    /** Filter for all families. */
    public String events(DeviceIdentity device) {
        return of(device, Kind.EVENT) + "/+";
    }

    /** Filter for the events of every device. */
    public String everyEvent() {
        return every(Kind.EVENT);
    }

    /**
     * The same, shared: the broker gives each event to one of those who subscribed under this group's name.
     *
     * @param group a name as any level
     */
    public String everyEvent(String group) {
        return "$share/" + level(group) + "/" + everyEvent();
    }

    /** Filter for what the devices of one hub say of themselves. */
    public String deviceEvents(String hub) {
        return root + level(hub) + "/+/+/event/device";
    }

    /** Filter for the state of every device. */
    public String everyState() {
        return every(Kind.STATE);
    }

    /** Filter for one kind of topic of every device, whatever its leaf. */
    public String every(Kind kind) {
        return root + "+/+/+/" + kind.word + (kind.hasLeaf() ? "/+" : "");
    }

    /** Filter for one consumer's receipts to every device. */
    public String everyReceipt(String consumer) {
        return root + "+/+/+/" + Kind.RECEIPT.word + "/" + level(consumer);
    }

    /** Filter for the sort plan of every zone. */
    public String everyPlan() {
        return root + "+/+/plan";
    }

    /** Filter for the parcels of every hub. */
    public String everyParcel() {
        return root + "+/parcel/+";
    }

    /** Empty for whatever is not a device's topic of this contract. */
    public Optional<Address> parse(String topic) {
        if (!topic.startsWith(root)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(root.length()).split("/", 7);
        if (levels.length < 4 || levels.length > 5) {
            return Optional.empty();
        }
        for (String level : levels) {
            if (!isLevel(level)) {
                return Optional.empty();
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(levels[3]) && kind.hasLeaf() == (levels.length == 5)) {
                DeviceIdentity device = new DeviceIdentity(levels[0], levels[1], levels[2]);
                return Optional.of(new Address(device, kind, levels.length == 5 ? levels[4] : ""));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether this device may answer somebody there: its own reply topic, which is where a broker's access list lets it
     * write, or a plain topic of decent length outside of the contract.
     */
    public boolean isAnswerable(DeviceIdentity device, String topic) {
        if (topic.length() > 256 || !isPublishable(topic) || topic.startsWith("$")) {
            return false;
        }
        return !topic.startsWith(root)
                || parse(topic)
                        .filter(address ->
                                address.kind() == Kind.REPLY && address.device().equals(device))
                        .isPresent();
    }

    /** {@code [a-z0-9-]{1,32}} */
    public static boolean isLevel(String text) {
        if (text.isEmpty() || text.length() > LEVEL_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    static void requireLevels(DeviceIdentity device) {
        level(device.hub());
        level(device.zone());
        level(device.device());
    }

    private String of(DeviceIdentity device, Kind kind) {
        requireLevels(device);
        return root + device.hub() + "/" + device.zone() + "/" + device.device() + "/" + kind.word;
    }

    private static String level(String name) {
        if (!isLevel(name)) {
            throw new IllegalArgumentException("not a topic level: lower-case letters, digits and -, 1 to 32 of them");
        }
        return name;
    }

    private static boolean isPublishable(String topic) {
        if (topic.isEmpty()) {
            return false;
        }
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (c == '+' || c == '#' || c < ' ' || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
