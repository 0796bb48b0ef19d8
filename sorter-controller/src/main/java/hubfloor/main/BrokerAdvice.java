package hubfloor.main;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.TlsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what to do with a broker's files: the commands to try it, and what the devices' own files lack for it. */
final class BrokerAdvice {
    private final Path directory;
    private final String host;
    private final int port;
    private final List<String> consumers;

    BrokerAdvice(Path directory, String host, int port, List<String> consumers) {
        this.directory = directory;
        this.host = host;
        this.port = port;
        this.consumers = consumers;
    }

    /** For certificates of a test authority. */
    void trial(Map<Path, DeviceConfig> devices, PrintWriter say) {
        Map.Entry<Path, DeviceConfig> first = devices.entrySet().iterator().next();
        String prefix = first.getValue().broker().topicPrefix();
        String consumer = consumers.getFirst();
        say.println("Try it, in three terminals:");
        say.println("  mosquitto -c " + word(directory.resolve("mosquitto.conf")));
        say.println("  ./hubfloor ledger --broker " + uri() + " --ca " + pem("ca") + " --certificate " + pem(consumer)
                + " --key " + key(consumer) + " --consumer " + consumer + " --store "
                + word(directory.resolve("ledger.db")) + (prefix.isEmpty() ? "" : " --topic-prefix " + prefix));
        say.println("  ./hubfloor run " + word(first.getKey()));
        devices.forEach((file, config) -> {
            if (!isForTrial(config)) {
                String name = config.identity().device();
                say.println("For it, " + file + " needs under broker:");
                say.println("  uri: " + uri());
                say.println("  ca: " + directory.resolve("ca.pem"));
                say.println("  certificate: " + directory.resolve(name + ".pem"));
                say.println("  key: " + directory.resolve(name + ".key"));
            }
        });
    }

    /** For certificates of the hub's own authority. */
    void service(Map<Path, DeviceConfig> devices, Path place, PrintWriter say) {
        say.println(
                "On the broker: mosquitto.conf goes to /etc/mosquitto/mosquitto.conf, in place of the one there; acl,"
                        + " ca.pem, broker.pem and broker.key to " + place + ", readable by the user mosquitto.");
        say.println(
                "Certificates of your authority (ca.pem) are needed for the broker's host name, and for each client with"
                        + " its name as the common name: " + String.join(", ", names(devices)) + ".");
        devices.forEach((file, config) -> {
            BrokerConfig broker = config.broker();
            if (broker.port() != port
                    || broker.tls().flatMap(TlsConfig::certificate).isEmpty()) {
                say.println(file + " cannot reach this broker: under broker: it needs uri: mqtts://HOST:" + port
                        + ", ca, certificate and key.");
            }
        });
    }

    private List<String> names(Map<Path, DeviceConfig> devices) {
        return Stream.concat(
                        devices.values().stream()
                                .map(config -> config.identity().device()),
                        consumers.stream())
                .distinct()
                .toList();
    }

    private boolean isForTrial(DeviceConfig config) {
        BrokerConfig broker = config.broker();
        String name = config.identity().device();
        TlsConfig wanted = new TlsConfig(
                directory.resolve("ca.pem"),
                Optional.of(directory.resolve(name + ".pem")),
                Optional.of(directory.resolve(name + ".key")));
        return broker.port() == port && broker.tls().equals(Optional.of(wanted));
    }

    private String uri() {
        return "mqtts://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private String pem(String name) {
        return word(directory.resolve(name + ".pem"));
    }

    private String key(String name) {
        return word(directory.resolve(name + ".key"));
    }

    /** As a shell takes it for one word. */
    private static String word(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
