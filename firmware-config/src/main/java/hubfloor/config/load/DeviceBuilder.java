package hubfloor.config.load;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.ContainersConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.FloorRole;
import hubfloor.config.model.LlrpReaderConfig;
import hubfloor.config.model.PageConfig;
import hubfloor.config.model.ParcelsConfig;
import hubfloor.config.model.PersonConfig;
import hubfloor.config.model.ReadingConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.ScannerProfile;
import hubfloor.config.model.SignalConfig;
import hubfloor.config.model.StoreConfig;
import hubfloor.config.model.TlsConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns values that passed every check into the device's records. */
final class DeviceBuilder {
    private DeviceBuilder() {}

    static DeviceConfig device(Values file, String hash) {
        Values device = file.group("device");
        return new DeviceConfig(
                new DeviceIdentity(device.text("hub"), device.text("zone"), device.text("id")),
                hash,
                store(file.group("store")),
                broker(file.group("broker")),
                file.groups("scanners").stream().map(DeviceBuilder::scanner).toList(),
                file.groups("llrp-readers").stream()
                        .map(DeviceBuilder::llrpReader)
                        .toList(),
                file.fileIfGiven("drivers"),
                file.groupIfGiven("reading").map(DeviceBuilder::reading),
                file.groupIfGiven("parcels")
                        .map(parcels -> new ParcelsConfig(
                                parcels.number("max"),
                                Duration.ofHours(parcels.number("keep-hours")),
                                parcels.flag("clock-warnings"),
                                Duration.ofMinutes(parcels.number("floor-release-minutes")))),
                file.groupIfGiven("containers")
                        .map(containers -> new ContainersConfig(containers.flag("loads"), containers.texts("labels"))),
                file.groups("people").stream()
                        .map(person -> new PersonConfig(
                                person.text("badge"), FloorRole.of(person.text("role")), person.file("pin-file")))
                        .toList(),
                file.groupIfGiven("signals").map(DeviceBuilder::signals),
                file.groupIfGiven("page").map(DeviceBuilder::page),
                file.groupIfGiven("line").map(LineBuilder::line),
                file.groupIfGiven("wall").map(WallBuilder::wall));
    }

    static ScannerProfile profile(Values values) {
        ScannerProfile like = named(values.text("like"));
        Optional<String> separator = values.has("separator")
                ? Optional.of(values.text("separator")).filter(text -> !text.isEmpty())
                : like.separator();
        Optional<Duration> every = values.has("heartbeat-every-s")
                ? Optional.of(seconds(values, "heartbeat-every-s")).filter(Duration::isPositive)
                : like.heartbeatEvery();
        return new ScannerProfile(
                values.has("prefix") ? hex(values, "prefix") : like.prefix(),
                values.has("suffix") ? hex(values, "suffix") : like.suffix(),
                separator,
                values.has("no-read") ? values.texts("no-read") : like.noRead(),
                values.has("heartbeat") ? values.texts("heartbeat") : like.heartbeat(),
                every,
                values.has("aim") ? values.flag("aim") : like.aim(),
                values.has("sopas") ? values.flag("sopas") : like.sopas(),
                values.has("dmcc") ? values.flag("dmcc") : like.dmcc(),
                values.has("trigger-on") ? hex(values, "trigger-on") : like.triggerOn(),
                values.has("trigger-off") ? hex(values, "trigger-off") : like.triggerOff(),
                values.has("max-length") ? values.number("max-length") : like.maxLength(),
                values.has("charset") ? values.text("charset") : like.charset(),
                values.has("inter-byte-ms") ? Duration.ofMillis(values.number("inter-byte-ms")) : like.interByte());
    }

    static ScannerProfile named(String name) {
        ScannerProfile profile = NamedProfiles.byName(name);
        if (profile == null) {
            throw new IllegalStateException("not checked before use: " + name);
        }
        return profile;
    }

    private static StoreConfig store(Values store) {
        return new StoreConfig(
                store.file("path"),
                store.number("max-mib"),
                store.number("reserve-mib"),
                Duration.ofHours(store.number("keep-receipted-hours")),
                Duration.ofDays(store.number("keep-unreceipted-days")));
    }

    static BrokerConfig broker(Values broker) {
        Endpoint uri = (Endpoint) broker.value("uri").orElseThrow();
        return new BrokerConfig(
                uri.host(),
                uri.port(),
                tls(broker),
                broker.value("username").map(String.class::cast),
                broker.fileIfGiven("password-file"),
                broker.text("topic-prefix"),
                seconds(broker, "keep-alive-s"),
                broker.number("window"),
                broker.texts("receipts-from"));
    }

    private static Optional<TlsConfig> tls(Values peer) {
        return peer.fileIfGiven("ca")
                .map(ca -> new TlsConfig(ca, peer.fileIfGiven("certificate"), peer.fileIfGiven("key")));
    }

    private static LlrpReaderConfig llrpReader(Values reader) {
        return new LlrpReaderConfig(
                reader.text("name"),
                reader.text("host"),
                reader.number("port"),
                tls(reader),
                reader.numbers("antennas"),
                reader.has("power-dbm") ? OptionalInt.of(reader.number("power-dbm")) : OptionalInt.empty(),
                reader.number("session"));
    }

    private static ScannerConfig scanner(Values scanner) {
        ScannerProfile profile = scanner.groupIfGiven("profile")
                .map(DeviceBuilder::profile)
                .orElseGet(() -> named(scanner.text("profile")));
        return new ScannerConfig(
                scanner.text("name"),
                scanner.file("port").toString(),
                scanner.number("baud"),
                profile,
                scanner.text("protocol"),
                scanner.groupIfGiven("options").map(DeviceBuilder::options).orElse(Map.of()));
    }

    private static Map<String, String> options(Values values) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Key key : values.keys()) {
            if (values.has(key.name()) && !key.name().equals("vendor")) {
                options.put(key.name(), values.value(key.name()).orElseThrow().toString());
            }
        }
        for (String each : values.has("vendor") ? values.texts("vendor") : List.<String>of()) {
            options.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return options;
    }

    private static ReadingConfig reading(Values reading) {
        return new ReadingConfig(
                Duration.ofMillis(reading.number("window-ms")),
                Duration.ofMillis(reading.number("reread-ms")),
                reading.number("silent-after-parcels"));
    }

    private static SignalConfig signals(Values signals) {
        return new SignalConfig(
                signals.text("backend"), signals.pin("green-pin"), signals.pin("red-pin"), signals.pin("buzzer-pin"));
    }

    private static PageConfig page(Values page) {
        Endpoint listen = page.value("listen").orElseThrow() instanceof Endpoint given
                ? given
                : Endpoint.ofListen(page.text("listen"));
        return new PageConfig(listen.host(), listen.port());
    }

    private static Duration seconds(Values values, String key) {
        return Duration.ofSeconds(values.number(key));
    }

    private static String hex(Values values, String key) {
        return values.text(key).toUpperCase(Locale.ROOT);
    }
}
