package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.config.model.ExitCode;
import hubfloor.tls.PemFiles;
import hubfloor.tls.PemUnusable;
import hubfloor.tls.TestAuthority;
import hubfloor.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The directory a hub's broker is written to. A certificate or key that is not a test's is never replaced. */
final class BrokerFiles {
    static final int TEST_DAYS = 90;
    static final String BROKER = "broker";

    private static final String AUTHORITY = "hubfloor test authority";
    /** For devices whose clock is a little behind this machine's. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private final Path directory;
    private final List<String> written = new ArrayList<>();

    BrokerFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    List<String> names() {
        return List.copyOf(written);
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name), text);
        written.add(name);
    }

    /** An authority, the broker's certificate and one for each client, all new. */
    void writeCertificates(List<String> hosts, List<String> clients) throws IOException, Stopped {
        List<String> all = new ArrayList<>(List.of("ca", BROKER));
        all.addAll(clients);
        requireOnlyTests(all);
        Files.createDirectories(directory);
        Instant now = new SystemClock().stamp().wall();
        Instant from = now.minus(BEFORE);
        Instant until = now.plus(Duration.ofDays(TEST_DAYS));
        TestAuthority authority = TestAuthority.create(AUTHORITY, from, until);
        PemFiles.write(directory.resolve("ca.pem"), authority.certificate());
        written.add("ca.pem");
        write(BROKER, authority.issue(BROKER, hosts, from, until));
        for (String client : clients) {
            write(client, authority.issue(client, List.of(), from, until));
        }
    }

    private void write(String name, Issued issued) throws IOException {
        PemFiles.write(directory.resolve(name + ".pem"), issued.certificate());
        PemFiles.write(directory.resolve(name + ".key"), issued.key());
        written.add(name + ".pem");
        written.add(name + ".key");
    }

    private void requireOnlyTests(List<String> names) throws Stopped {
        Path authority = directory.resolve("ca.pem");
        if (Files.exists(authority) && isTest(authority)) {
            return;
        }
        for (String name : names) {
            for (String file : List.of(name + ".pem", name + ".key")) {
                if (Files.exists(directory.resolve(file))) {
                    throw new Stopped(
                            ExitCode.USAGE,
                            directory.resolve(file) + " is there already and no test authority made it. Nothing was"
                                    + " written: choose another directory with --out.");
                }
            }
        }
    }

    private static boolean isTest(Path authority) {
        try {
            return TestAuthority.name(PemFiles.certificates(authority).getFirst())
                    .equals(AUTHORITY);
        } catch (PemUnusable foreign) {
            return false;
        }
    }
}
