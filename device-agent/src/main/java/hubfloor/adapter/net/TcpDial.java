package hubfloor.adapter.net;

import hubfloor.adapter.tls.Peer;
import hubfloor.adapter.tls.PeerTls;
import hubfloor.config.model.TlsConfig;
import hubfloor.port.ReaderDial;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Dials one reader over TCP, with TLS over it where the device file names an authority: then the reader's certificate
 * must be that authority's and for that host, always.
 */
public final class TcpDial implements ReaderDial {
    private static final Logger LOG = Logger.getLogger(TcpDial.class.getName());
    private static final int CONNECT_MS = 3_000;

    private final Peer peer;
    private final String host;
    private final int port;
    private final Optional<TlsConfig> tls;

    /** @param section the key of the device file under which host and TLS files stand, for messages */
    public TcpDial(String section, String host, int port, Optional<TlsConfig> tls) {
        peer = new Peer("reader", section);
        this.host = host;
        this.port = port;
        this.tls = tls;
    }

    @Override
    public SerialLine dial() throws PortUnavailable {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            plain.connect(address, CONNECT_MS);
            return new TcpLine(tls.isPresent() ? new PeerTls(peer, tls.get(), host, port).over(plain) : plain);
        } catch (UnknownHostException unknown) {
            close(plain);
            throw new PortUnavailable("no address is known for '" + host + "': check " + peer.section() + ".host");
        } catch (IOException e) {
            close(plain);
            throw new PortUnavailable(host + ":" + port + ": " + e.getMessage());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            LOG.log(Level.FINE, "close", already);
        }
    }
}
