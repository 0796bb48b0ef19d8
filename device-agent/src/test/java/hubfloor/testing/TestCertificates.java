package hubfloor.testing;

import hubfloor.tls.PemFiles;
import hubfloor.tls.TestAuthority;
import hubfloor.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes real certificates in one directory: {@code name.pem}, and but for authorities {@code name.key}. */
public final class TestCertificates {
    private final Path dir;
    private final Map<String, TestAuthority> authorities = new HashMap<>();

    public TestCertificates(Path dir) {
        this.dir = dir;
    }

    public void authority(String name, int days) throws IOException {
        Instant now = Instant.now();
        TestAuthority authority = TestAuthority.create(name, now, now.plus(Duration.ofDays(days)));
        authorities.put(name, authority);
        PemFiles.write(dir.resolve(name + ".pem"), authority.certificate());
    }

    /** For a device. */
    public void client(String name, String authority, int days) throws IOException {
        issue(name, authority, List.of(), days);
    }

    /** @param hosts {@code localhost}, {@code 127.0.0.1}; days may be negative: expired */
    public void server(String name, String authority, List<String> hosts, int days) throws IOException {
        issue(name, authority, hosts, days);
    }

    private void issue(String name, String authority, List<String> hosts, int days) throws IOException {
        Instant until = Instant.now().plus(Duration.ofDays(days));
        Instant from = days < 0 ? until.minus(Duration.ofDays(1)) : Instant.now();
        TestAuthority issuer = authorities.get(authority);
        if (issuer == null) {
            throw new IllegalArgumentException("make the authority " + authority + " first");
        }
        Issued issued = issuer.issue(name, hosts, from, until);
        PemFiles.write(dir.resolve(name + ".pem"), issued.certificate());
        PemFiles.write(dir.resolve(name + ".key"), issued.key());
    }
}
