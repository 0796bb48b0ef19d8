package hubfloor.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes are ours, so the JDK's own reader and path validation judge them; OpenSSL does in the stories. */
class TestAuthorityTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2051-03-01T12:34:56Z");
    private static final Instant BETWEEN = Instant.parse("2050-06-01T00:00:00Z");

    private final TestAuthority authority = TestAuthority.create("ours", FROM, UNTIL);

    private static void validate(X509Certificate certificate, TestAuthority by, Instant at)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(by.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    @Test
    void certificateIsValidFromDayToDayAndUnderItsAuthorityOnly() throws Exception {
        X509Certificate device =
                authority.issue("st-01", List.of(), FROM, UNTIL).certificate();
        validate(device, authority, BETWEEN);
        assertThat(device.getNotBefore().toInstant()).isEqualTo(FROM);
        assertThat(device.getNotAfter().toInstant())
                .as("a year that needs four digits")
                .isEqualTo(UNTIL);
        assertThatThrownBy(() -> validate(device, authority, UNTIL.plusSeconds(1)))
                .isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() -> validate(device, TestAuthority.create("ours", FROM, UNTIL), BETWEEN))
                .as("another authority of the same name")
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void deviceCanNeitherPlayTheBrokerNorIssueCertificates() throws Exception {
        X509Certificate device =
                authority.issue("st-01", List.of(), FROM, UNTIL).certificate();
        X509Certificate broker = authority
                .issue("broker", List.of("localhost", "127.0.0.1", "::1"), FROM, UNTIL)
                .certificate();
        assertThat(device.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(broker.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(device.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.certificate().getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(broker.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(TestAuthority.name(device)).isEqualTo("st-01");
    }

    @Test
    void keyFileIsPkcs8AndItsOwnersAlone(@TempDir Path dir) throws IOException {
        Issued device = authority.issue("st-01", List.of(), FROM, UNTIL);
        Path key = Files.createFile(
                dir.resolve("st-01.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        PemFiles.write(key, device.key());
        PemFiles.write(dir.resolve("st-01.pem"), device.certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PemFiles.key(key, "EC")).isEqualTo(device.key());
        assertThat(PemFiles.certificates(dir.resolve("st-01.pem"))).containsExactly(device.certificate());
    }
}
