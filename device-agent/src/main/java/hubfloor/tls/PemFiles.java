package hubfloor.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads and writes certificates (X.509) and private keys (PKCS#8, unencrypted) as PEM files; read are at most 1 MiB. Any
 * thread.
 */
public final class PemFiles {
    private static final int FILE_MAX = 1 << 20;

    private PemFiles() {}

    /** All certificates of the file in order, at least one; of a chain the device's own is the first. */
    public static List<X509Certificate> certificates(Path file) throws PemUnusable {
        try {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file)))) {
                found.add((X509Certificate) one);
            }
            if (found.isEmpty()) {
                throw new PemUnusable(file + " holds no certificate in PEM form", null);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new PemUnusable(file + " is not a certificate in PEM form: " + e.getMessage(), e);
        }
    }

    /** @param algorithm of the certificate's public key, which the private one must share */
    public static PrivateKey key(Path file, String algorithm) throws PemUnusable {
        String text = new String(bytes(file), StandardCharsets.US_ASCII);
        int from = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int to = text.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new PemUnusable(
                    file + " is not an unencrypted PKCS#8 key in PEM form; convert it with:"
                            + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW",
                    null);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(from + 27, to));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PemUnusable(file + " holds no " + algorithm + " key that fits the certificate", e);
        }
    }

    /** Replaces the file. */
    public static void write(Path file, X509Certificate certificate) throws IOException {
        try {
            Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("not a certificate: " + e.getMessage(), e);
        }
    }

    /** Replaces the file; at no instant can others than its owner read it. */
    public static void write(Path file, PrivateKey key) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static byte[] bytes(Path file) throws PemUnusable {
        try {
            if (Files.size(file) > FILE_MAX) {
                throw new PemUnusable(file + " is too large to be a PEM file", null);
            }
            return Files.readAllBytes(file);
        } catch (PemUnusable e) {
            throw e;
        } catch (IOException e) {
            throw new PemUnusable(file + " cannot be read; check that it exists and who may read it", e);
        }
    }
}
