package hubfloor.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.TlsConfig;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader behind TLS is read only when it proves who it is; there is no way around. */
class TcpDialIT {
    @TempDir
    static Path dir;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        for (String name : new String[] {"reader", "other"}) {
            run(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-days",
                    "30",
                    "-subj",
                    "/CN=" + name,
                    "-addext",
                    "subjectAltName=DNS:localhost",
                    "-keyout",
                    name + ".key",
                    "-out",
                    name + ".pem");
        }
        run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                "reader.pem",
                "-inkey",
                "reader.key",
                "-out",
                "reader.p12",
                "-passout",
                "pass:test");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }

    /** A reader with the certificate {@code reader.pem} that greets whoever gets through. */
    private static ServerSocket reader() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve("reader.p12"))) {
            keys.load(in, "test".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "test".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 4, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write('!');
                    client.getInputStream().read();
                } catch (IOException refusedOrClosed) {
                    assertThat(refusedOrClosed).isNotNull();
                }
            }
        });
        return server;
    }

    private static TcpDial dial(String host, int port, String authority) {
        TlsConfig tls = new TlsConfig(dir.resolve(authority), Optional.empty(), Optional.empty());
        return new TcpDial("llrp-readers[0]", host, port, Optional.of(tls));
    }

    @Test
    void readerOfTheRightAuthorityIsRead() throws Exception {
        try (ServerSocket server = reader()) {
            SerialLine line =
                    dial("localhost", server.getLocalPort(), "reader.pem").dial();
            assertThat(line.read(new byte[8], 3_000)).isEqualTo(1);
            line.close();
            assertThat(line.read(new byte[8], 10)).isEqualTo(-1);
        }
    }

    @Test
    void impostorsAndWrongNamesAreRefusedInWords() throws Exception {
        try (ServerSocket server = reader()) {
            int port = server.getLocalPort();
            assertThatThrownBy(() -> dial("localhost", port, "other.pem").dial())
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessageContaining("the reader's certificate was not issued by");
            assertThatThrownBy(() -> dial("127.0.0.1", port, "reader.pem").dial())
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessageContaining("is not for '127.0.0.1': set llrp-readers[0].host");
        }
    }

    @Test
    void absentReaderIsSaidInWords() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        TcpDial absent = new TcpDial("llrp-readers[0]", "127.0.0.1", free, Optional.empty());
        assertThatThrownBy(absent::dial).isInstanceOf(PortUnavailable.class).hasMessageContaining("127.0.0.1:" + free);
    }
}
