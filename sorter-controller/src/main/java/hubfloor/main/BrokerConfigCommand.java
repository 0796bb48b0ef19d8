package hubfloor.main;

import hubfloor.access.AccessRefused;
import hubfloor.access.BrokerAccess;
import hubfloor.access.Consumer;
import hubfloor.access.Member;
import hubfloor.access.MosquittoConf;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a hub's broker out of its devices' files, so that rights and names are not kept in two places. */
@Command(
        name = "broker-config",
        description = {
            "Write mosquitto.conf and acl for a hub's broker: each device may write below its own name only.",
            "With --test-ca also certificates for everybody, to try it at once."
        },
        mixinStandardHelpOptions = true)
final class BrokerConfigCommand implements Callable<Integer> {
    private static final Path INSTALLED = Path.of("/etc/mosquitto/hubfloor");
    private static final Path INSTALLED_DATA = Path.of("/var/lib/mosquitto");
    private static final String LOOPBACK = "127.0.0.1";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DEVICE.yaml", description = "the files of all devices of the hub")
    private List<Path> files;

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            required = true,
            description = "where to; mosquitto.conf and acl there are replaced")
    private Path out;

    @Option(
            names = "--consumer",
            paramLabel = "NAME[=AS]",
            defaultValue = "central",
            converter = ConsumerText.class,
            description = "a client of central, by its certificate's common name; AS where it receipts under another's"
                    + " name, as a second instance of a ledger does; may be given again (default: ${DEFAULT-VALUE})")
    private List<Consumer> consumers;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8883", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "the address to listen on (default: all; with --test-ca " + LOOPBACK + ")")
    private @Nullable String listen;

    @Option(
            names = "--files",
            paramLabel = "DIRECTORY",
            description = "where the broker will find acl, ca.pem, broker.pem and broker.key (default:"
                    + " /etc/mosquitto/hubfloor; with --test-ca where they are written)")
    private @Nullable Path place;

    @Option(
            names = "--test-ca",
            description = "make an authority and with it certificates and keys for the broker, every device and every"
                    + " consumer; for trying only: its own key is not kept, and all end after "
                    + BrokerFiles.TEST_DAYS + " days")
    private boolean testCa;

    private static final class ConsumerText implements ITypeConverter<Consumer> {
        @Override
        public Consumer convert(String text) {
            return Consumer.of(text);
        }
    }

    @Override
    public Integer call() throws Stopped {
        requireUsable();
        Map<Path, DeviceConfig> devices = new LinkedHashMap<>();
        List<Member> members = new ArrayList<>();
        for (Path file : files) {
            DeviceConfig config = DeviceArgument.load(file);
            devices.put(file, config);
            members.add(Member.of(file.toString(), config));
        }
        BrokerFiles written = new BrokerFiles(out.toAbsolutePath().normalize());
        try {
            String acl = BrokerAccess.of(members, consumers).acl();
            if (testCa) {
                written.writeCertificates(hosts(devices), clients(members));
            }
            written.write("acl", acl);
            written.write("mosquitto.conf", conf(written).fill(template()));
        } catch (AccessRefused refused) {
            throw new Stopped(ExitCode.CONFIG_REFUSED, refused.getMessage() + "\nNothing was written.");
        } catch (IOException e) {
            throw new Stopped(
                    ExitCode.FAILED, "The broker's files cannot be written to " + out + ": " + e.getMessage());
        }
        PrintWriter say = spec.commandLine().getOut();
        say.println("Written to " + out + ": " + String.join(", ", written.names()));
        BrokerAdvice advice = new BrokerAdvice(written.directory(), dialHost(), port, names());
        if (testCa) {
            advice.trial(devices, say);
        } else {
            advice.service(devices, place(), say);
        }
        say.flush();
        return ExitCode.OK.code();
    }

    private void requireUsable() {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port: found " + port + ", allowed 1 to 65535");
        }
        if (listen != null && !listen.matches("[A-Za-z0-9.:_-]{1,253}")) {
            throw new ParameterException(spec.commandLine(), "--listen: not an address of this machine, like 10.0.0.7");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is a file, not a directory");
        }
        if ((place().toString() + out).chars().anyMatch(c -> c < ' ')) {
            throw new ParameterException(
                    spec.commandLine(), "--out and --files: a path in mosquitto.conf holds no control characters");
        }
    }

    private Path place() {
        Path given = place != null ? place : testCa ? out : INSTALLED;
        return given.toAbsolutePath().normalize();
    }

    private MosquittoConf conf(BrokerFiles written) {
        Optional<String> at = Optional.ofNullable(listen).or(() -> testCa ? Optional.of(LOOPBACK) : Optional.empty());
        return testCa
                ? new MosquittoConf(
                        port, at, place(), written.directory(), Optional.of(System.getProperty("user.name", "root")))
                : new MosquittoConf(port, at, place(), INSTALLED_DATA, Optional.empty());
    }

    /** How a client on this machine reaches a broker that is tried here. */
    private String dialHost() {
        return listen == null || Set.of("0.0.0.0", "::", LOOPBACK).contains(listen) ? "localhost" : listen;
    }

    private List<String> hosts(Map<Path, DeviceConfig> devices) {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost", LOOPBACK, "::1", dialHost()));
        devices.values().forEach(config -> hosts.add(config.broker().host()));
        return List.copyOf(hosts);
    }

    private List<String> clients(List<Member> members) throws Stopped {
        Set<String> names = new LinkedHashSet<>(names());
        members.forEach(member -> names.add(member.identity().device()));
        for (String taken : List.of("ca", BrokerFiles.BROKER)) {
            if (names.contains(taken)) {
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        "A client is called \"" + taken + "\", and " + taken + ".pem is not a client's here. Rename it,"
                                + " or have its certificate made by your own authority, without --test-ca.");
            }
        }
        return List.copyOf(names);
    }

    private List<String> names() {
        return consumers.stream().map(Consumer::name).toList();
    }

    private static String template() throws IOException {
        try (InputStream in = BrokerConfigCommand.class.getResourceAsStream(MosquittoConf.TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("the shipped mosquitto.conf is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
