package hubfloor.doctor;

import hubfloor.config.model.TlsConfig;
import hubfloor.tls.PemFiles;
import hubfloor.tls.PemUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The PEM files: readable, in time, key and certificate one pair, and issued by the authority. */
public final class CertificateCheck implements Check {
    private static final long WARN_DAYS = 30;
    private static final String RENEW = "Renew it and replace the file; the link reads it at its next dial.";

    private final TlsConfig tls;
    private final String device;
    private final Supplier<Instant> now;

    /** @param device the device's id, which the broker expects as the certificate's common name */
    public CertificateCheck(TlsConfig tls, String device, Supplier<Instant> now) {
        this.tls = tls;
        this.device = device;
        this.now = now;
    }

    @Override
    public List<Finding> run() {
        List<Finding> found = new ArrayList<>();
        List<X509Certificate> authorities = read("authority", tls.authority(), found);
        authorities.forEach(one -> found.add(dates("authority", tls.authority(), one)));
        tls.certificate().ifPresent(file -> {
            List<X509Certificate> chain = read("certificate", file, found);
            if (!chain.isEmpty()) {
                own(file, chain, authorities, found);
                tls.key().ifPresent(key -> found.add(key(key, file, chain.getFirst())));
            }
        });
        return found;
    }

    private static List<X509Certificate> read(String subject, Path file, List<Finding> found) {
        try {
            return PemFiles.certificates(file);
        } catch (PemUnusable e) {
            found.add(
                    Finding.failed(
                            subject,
                            String.valueOf(e.getMessage()),
                            "Put the right PEM file there, readable by the service's user, or correct its path under broker:."));
            return List.of();
        }
    }

    private Finding dates(String subject, Path file, X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String what = file + " (" + name(certificate) + ")";
        if (now.get().isAfter(until)) {
            return Finding.failed(subject, what + " expired on " + day(until), RENEW);
        }
        if (now.get().isBefore(from)) {
            return Finding.failed(
                    subject,
                    what + " is not valid before " + day(from),
                    "Check this device's clock; it says " + now.get());
        }
        long days = Duration.between(now.get(), until).toDays();
        String words = what + " is valid until " + day(until) + ", " + days + " days left";
        return days < WARN_DAYS ? Finding.warning(subject, words, RENEW) : Finding.ok(subject, words);
    }

    private void own(Path file, List<X509Certificate> chain, List<X509Certificate> authorities, List<Finding> found) {
        X509Certificate certificate = chain.getFirst();
        found.add(dates("certificate", file, certificate));
        X509Certificate last = chain.getLast();
        if (!authorities.isEmpty() && authorities.stream().noneMatch(authority -> issued(authority, last))) {
            found.add(
                    Finding.warning(
                            "issuer",
                            file + " was not issued by " + tls.authority() + " but by "
                                    + last.getIssuerX500Principal().getName(),
                            "Fine only if the broker trusts that issuer for its clients; otherwise get one from this authority."));
        }
        if (!name(certificate).equals("CN=" + device) && !name(certificate).startsWith("CN=" + device + ",")) {
            found.add(Finding.warning(
                    "name",
                    file + " is for " + name(certificate) + ", and this device is \"" + device + "\"",
                    "A broker set up by hubfloor broker-config takes the common name as client id and will not let"
                            + " this device write its own topics: issue one for CN=" + device + "."));
        }
    }

    private static boolean issued(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    private static Finding key(Path file, Path certificateFile, X509Certificate certificate) {
        try {
            PublicKey open = certificate.getPublicKey();
            PrivateKey key = PemFiles.key(file, open.getAlgorithm());
            if (!pair(key, open)) {
                return Finding.failed(
                        "key",
                        file + " is not the key of " + certificateFile,
                        "Put the key there that the certificate was made for, or have a new certificate made for this key.");
            }
            return BrokerCheck.othersMayRead(file)
                    ? Finding.warning("key", file + " can be read by other users", "chmod 600 " + file)
                    : Finding.ok("key", file + " belongs to the certificate and is its owner's only");
        } catch (PemUnusable e) {
            return Finding.failed(
                    "key", String.valueOf(e.getMessage()), "Correct the file, or broker.key in the device file.");
        } catch (IOException | GeneralSecurityException e) {
            return Finding.failed("key", file + " cannot be used: " + e.getMessage(), "Have a new key pair made.");
        }
    }

    private static boolean pair(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
        };
        byte[] words = "one pair".getBytes(StandardCharsets.US_ASCII);
        Signature sign = Signature.getInstance(algorithm);
        sign.initSign(key);
        sign.update(words);
        byte[] signed = sign.sign();
        Signature verify = Signature.getInstance(algorithm);
        verify.initVerify(open);
        verify.update(words);
        return verify.verify(signed);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
