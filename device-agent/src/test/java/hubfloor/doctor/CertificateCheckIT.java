package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.TlsConfig;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real certificates, each broken in one way. */
class CertificateCheckIT {
    @TempDir
    static Path dir;

    @BeforeAll
    static void makeCertificates() throws IOException {
        TestCertificates make = new TestCertificates(dir);
        make.authority("ca", 3650);
        make.authority("other", 3650);
        make.client("st-01", "ca", 365);
        make.client("st-02", "ca", 365);
        make.client("old", "ca", -1);
        make.client("soon", "ca", 10);
        make.client("stranger", "other", 365);
    }

    private static List<Finding> look(String authority, String certificate, String key) {
        return look(authority, certificate, key, Instant.now());
    }

    private static List<Finding> look(String authority, String certificate, String key, Instant now) {
        TlsConfig tls = new TlsConfig(
                dir.resolve(authority + ".pem"),
                Optional.of(dir.resolve(certificate + ".pem")),
                Optional.of(dir.resolve(key + ".key")));
        return new CertificateCheck(tls, "st-01", () -> now).run();
    }

    private static Finding of(String subject, List<Finding> found) {
        return found.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " is not among " + found));
    }

    @Test
    void goodFilesAreToldWithTheDaysTheyHaveLeft() {
        List<Finding> found = look("ca", "st-01", "st-01");
        assertThat(found).hasSize(3);
        assertThat(found).extracting(Finding::verdict).containsOnly(Verdict.OK);
        assertThat(of("certificate", found).found()).containsPattern("\\b36[45] days left");
    }

    @Test
    void expiredCertificateFails() {
        Finding finding = of("certificate", look("ca", "old", "old"));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.found()).contains("old.pem").contains("expired on");
    }

    @Test
    void certificateThatEndsWithinAMonthIsAWarning() {
        assertThat(of("certificate", look("ca", "soon", "soon")).found()).containsPattern("\\b(9|10) days left");
        assertThat(of("certificate", look("ca", "soon", "soon")).verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void certificateFromTheFutureBlamesTheClock() {
        Finding finding = of("authority", look("ca", "st-01", "st-01", Instant.EPOCH.plus(Duration.ofDays(9))));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.todo()).contains("clock").contains("1970-01-10");
    }

    @Test
    void keyOfAnotherCertificateFails() {
        Finding finding = of("key", look("ca", "st-01", "st-02"));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.found()).contains("st-02.key is not the key of").contains("st-01.pem");
    }

    @Test
    void certificateOfAnotherAuthorityIsAWarning() {
        Finding finding = of("issuer", look("ca", "stranger", "stranger"));
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.found()).contains("was not issued by").contains("CN=other");
    }

    /** The shipped broker takes the common name as client id: another name may not write this device's topics. */
    @Test
    void certificateForAnotherDeviceIsAWarning() {
        Finding finding = of("name", look("ca", "st-02", "st-02"));
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.found()).contains("CN=st-02").contains("st-01");
    }

    @Test
    void missingAndForeignFilesAreNamed() throws IOException {
        assertThat(of("authority", look("nowhere", "st-01", "st-01")).found()).contains("nowhere.pem cannot be read");
        Files.writeString(dir.resolve("text.pem"), "this is no certificate\n");
        assertThat(of("certificate", look("ca", "text", "st-01")).found()).contains("text.pem");
        assertThat(of("key", look("ca", "st-01", "nowhere")).found()).contains("nowhere.key cannot be read");
    }

    @Test
    void keyThatOthersMayReadIsAWarning() throws IOException {
        Path open = dir.resolve("open.key");
        Files.copy(dir.resolve("st-01.key"), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Finding finding = of("key", look("ca", "st-01", "open"));
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.todo()).isEqualTo("chmod 600 " + open);
    }
}
