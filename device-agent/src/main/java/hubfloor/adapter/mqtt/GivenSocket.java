package hubfloor.adapter.mqtt;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Hands the library the one socket of this dial. */
final class GivenSocket extends SocketFactory {
    private final Socket socket;

    GivenSocket(Socket socket) {
        this.socket = socket;
    }

    @Override
    public Socket createSocket() {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable String host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable String host, int port, @Nullable InetAddress local, int localPort) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable InetAddress host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(@Nullable InetAddress host, int port, @Nullable InetAddress local, int localPort) {
        return socket;
    }
}
