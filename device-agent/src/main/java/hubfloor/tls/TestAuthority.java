package hubfloor.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate authority to try a hub with, in memory: P-256 keys, signed with SHA-256 (RFC 5280, RFC 5480). Its own key
 * never leaves this object, so nobody can issue another certificate later. A certificate is for a server when hosts are
 * given and for a client else: a device's certificate cannot play the broker. Any thread.
 */
public final class TestAuthority {
    private static final byte[] SIGNED_BY = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String OTHER_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String PURPOSE = "2.5.29.37";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final int ID_BYTES = 16;

    private final Issued own;

    private TestAuthority(Issued own) {
        this.own = own;
    }

    /** A certificate with its key; PKCS#8 is {@code key.getEncoded()}. */
    public record Issued(X509Certificate certificate, PrivateKey key) {}

    /** A self-signed one. */
    public static TestAuthority create(String name, Instant from, Instant until) {
        try {
            KeyPair pair = pair();
            byte[] extensions = Der.sequence(
                    extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes())),
                    extension(KEY_USAGE, true, Der.bits(1, new byte[] {0x06})), // keyCertSign, cRLSign
                    extension(SUBJECT_KEY, false, Der.of(Der.OCTETS, id(pair.getPublic()))));
            byte[] body = body(name, name, from, until, pair.getPublic(), extensions);
            return new TestAuthority(new Issued(signed(body, pair.getPrivate()), pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw noPart(e);
        }
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    /** @param hosts names and addresses a client may dial a server by; none for a client */
    public Issued issue(String commonName, List<String> hosts, Instant from, Instant until) {
        try {
            KeyPair pair = pair();
            List<byte[]> extensions = new ArrayList<>(List.of(
                    extension(BASIC_CONSTRAINTS, true, Der.sequence()),
                    extension(KEY_USAGE, true, Der.bits(7, new byte[] {(byte) 0x80})), // digitalSignature
                    extension(PURPOSE, false, Der.sequence(Der.oid(hosts.isEmpty() ? CLIENT : SERVER))),
                    extension(SUBJECT_KEY, false, Der.of(Der.OCTETS, id(pair.getPublic()))),
                    extension(
                            AUTHORITY_KEY,
                            false,
                            Der.sequence(Der.of(0x80, id(own.certificate().getPublicKey()))))));
            if (!hosts.isEmpty()) {
                extensions.add(extension(
                        OTHER_NAMES,
                        false,
                        Der.sequence(hosts.stream().map(TestAuthority::host).toArray(byte[][]::new))));
            }
            byte[] body = body(
                    name(own.certificate()),
                    commonName,
                    from,
                    until,
                    pair.getPublic(),
                    Der.sequence(extensions.toArray(new byte[0][])));
            return new Issued(signed(body, own.key()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw noPart(e);
        }
    }

    /** The common name of a certificate whose subject is nothing else; its whole subject otherwise. */
    public static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.startsWith("CN=") && !subject.contains(",") ? subject.substring(3) : subject;
    }

    /** The TBSCertificate of RFC 5280, 4.1. */
    private static byte[] body(
            String issuer, String subject, Instant from, Instant until, PublicKey key, byte[] extensions)
            throws GeneralSecurityException {
        return Der.sequence(
                Der.of(0xA0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(1, id(key))),
                SIGNED_BY,
                distinguished(issuer),
                Der.sequence(Der.time(from), Der.time(until)),
                distinguished(subject),
                key.getEncoded(),
                Der.of(0xA3, extensions));
    }

    private static X509Certificate signed(byte[] body, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(body);
        byte[] whole = Der.sequence(body, SIGNED_BY, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Serial number and key identifier: like the key, no two are the same. */
    private static byte[] id(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), ID_BYTES);
    }

    private static byte[] distinguished(String name) {
        return Der.sequence(Der.of(Der.SET, Der.sequence(Der.oid("2.5.4.3"), Der.text(name))));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        byte[] wrapped = Der.of(Der.OCTETS, value);
        return critical ? Der.sequence(Der.oid(oid), Der.yes(), wrapped) : Der.sequence(Der.oid(oid), wrapped);
    }

    /** A GeneralName (RFC 5280, 4.2.1.6): an address, or a name for the name server. */
    private static byte[] host(String host) {
        try {
            return Der.of(0x87, InetAddress.ofLiteral(host).getAddress());
        } catch (IllegalArgumentException name) {
            return Der.of(0x82, host.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static IllegalStateException noPart(GeneralSecurityException e) {
        return new IllegalStateException("this Java has no P-256 or no SHA-256", e);
    }
}
