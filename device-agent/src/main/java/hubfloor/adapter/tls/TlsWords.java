package hubfloor.adapter.tls;

import hubfloor.config.model.TlsConfig;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in plain words why TLS failed and what to do about it. */
public final class TlsWords {
    private final Peer peer;
    private final TlsConfig config;
    private final String host;

    public TlsWords(Peer peer, TlsConfig config, String host) {
        this.peer = peer;
        this.config = config;
        this.host = host;
    }

    public String of(SSLException failure) {
        if (within(failure, CertificateExpiredException.class)) {
            return "the " + peer.name()
                    + "'s certificate, or its authority's, has expired: renew it, or check this device's clock";
        }
        if (within(failure, CertificateNotYetValidException.class)) {
            return "the " + peer.name() + "'s certificate is not valid yet: check this device's clock";
        }
        String all = messages(failure);
        if (all.contains("subject alternative") || all.contains("no name matching")) {
            return "the " + peer.name() + "'s certificate is not for '" + host + "': set " + peer.section()
                    + ".host to a name in the certificate, or issue one for this name";
        }
        if (within(failure, CertPathBuilderException.class)
                || all.contains("certification path")
                || all.contains("trust")) {
            return "the " + peer.name() + "'s certificate was not issued by " + config.authority()
                    + ": this is another " + peer.name() + ", or the wrong authority file";
        }
        if (all.contains("fatal alert")) {
            return config.certificate().isPresent()
                    ? "the " + peer.name() + " refused this device's certificate "
                            + config.certificate().get() + " (" + tail(all)
                            + "): renew it, or check that the " + peer.name() + " trusts its issuer"
                    : "the " + peer.name() + " ended the TLS handshake (" + tail(all)
                            + "): it may ask for a device certificate; set " + peer.section()
                            + ".tls.certificate and key";
        }
        if (all.contains("remote host terminated") || all.contains("plaintext connection")) {
            return "the port of '" + host + "' does not speak TLS: is it the " + peer.name() + "'s TLS port?";
        }
        return "TLS to '" + host + "' failed: " + tail(all);
    }

    /** A peer that hangs up before its first word has most likely refused this device's certificate. */
    public String refusedUs() {
        return config.certificate().isPresent()
                ? "the " + peer.name() + " hung up at the TLS handshake: it probably refused this device's certificate "
                        + config.certificate().get()
                        + "; renew it, or check that the " + peer.name()
                        + " trusts its issuer and that this is the TLS port"
                : "the " + peer.name() + " hung up at the TLS handshake: it probably asks for a device certificate; set"
                        + " " + peer.section() + ".tls.certificate and key, and check that this is the TLS port";
    }

    private static boolean within(Throwable failure, Class<? extends Throwable> kind) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (kind.isInstance(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            all.append(at.getMessage()).append("; ");
            at = at.getCause();
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }

    /** One printable line of at most 160 characters. */
    private static String tail(String all) {
        String line = all.replaceAll("[^\\x20-\\x7E]", "?");
        return line.substring(0, Math.min(160, line.length())).replaceAll("[; ]+$", "");
    }
}
