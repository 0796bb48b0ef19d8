package hubfloor.adapter.tls;

import hubfloor.config.model.TlsConfig;
import hubfloor.tls.PemFiles;
import hubfloor.tls.PemUnusable;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Puts TLS over an open connection: TLS 1.3, or 1.2 with an AEAD cipher; only the configured authority is trusted and
 * the host name must match; the device shows its certificate when it has one. The PEM files are read at every dial, so
 * renewed ones need no restart. There is no way to switch the checks off.
 */
public final class PeerTls {
    private static final int HANDSHAKE_MS = 5_000;

    private final TlsWords words;
    private final TlsConfig config;
    private final String host;
    private final int port;

    public PeerTls(Peer peer, TlsConfig config, String host, int port) {
        words = new TlsWords(peer, config, host);
        this.config = config;
        this.host = host;
        this.port = port;
    }

    /** @throws IOException in words that say what to do; the caller closes {@code raw} */
    public SSLSocket over(Socket raw) throws IOException {
        SSLContext context = context();
        try {
            raw.setSoTimeout(HANDSHAKE_MS);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setCipherSuites(aead(parameters.getCipherSuites()));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            raw.setSoTimeout(0);
            return socket;
        } catch (SSLException e) {
            throw new DialFailure(words.of(e), e);
        } catch (IOException e) {
            throw new DialFailure(words.refusedUs(), e);
        }
    }

    private static String[] aead(String[] suites) {
        List<String> kept = new ArrayList<>();
        for (String suite : suites) {
            boolean sealed = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
            boolean forward =
                    suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_") || suite.startsWith("TLS_ECDHE_");
            if (sealed && forward) {
                kept.add(suite);
            }
        }
        return kept.toArray(new String[0]);
    }

    private SSLContext context() throws DialFailure {
        try {
            KeyStore trusted = empty();
            int n = 0;
            for (X509Certificate authority : PemFiles.certificates(config.authority())) {
                trusted.setCertificateEntry("authority" + n++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust.getTrustManagers(), null);
            return context;
        } catch (PemUnusable e) {
            throw new DialFailure(String.valueOf(e.getMessage()), e);
        } catch (GeneralSecurityException e) {
            throw new DialFailure("the TLS files cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyManager[] keys() throws DialFailure, PemUnusable, GeneralSecurityException {
        if (config.certificate().isEmpty() || config.key().isEmpty()) {
            return new KeyManager[0];
        }
        List<X509Certificate> chain = PemFiles.certificates(config.certificate().get());
        PrivateKey key =
                PemFiles.key(config.key().get(), chain.getFirst().getPublicKey().getAlgorithm());
        KeyStore own = empty();
        own.setKeyEntry("device", key, new char[0], chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, DialFailure {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new DialFailure("no key store in memory: " + e.getMessage(), e);
        }
        return store;
    }
}
