package hubfloor.adapter.net;

import hubfloor.port.SerialLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An open TCP or TLS connection, read by one thread. A write waits at most while the peer's buffers are full. */
final class TcpLine implements SerialLine {
    private static final Logger LOG = Logger.getLogger(TcpLine.class.getName());

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    TcpLine(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    @Override
    public int read(byte[] into, int timeoutMs) {
        try {
            socket.setSoTimeout(Math.max(1, timeoutMs));
            return in.read(into);
        } catch (SocketTimeoutException quiet) {
            return 0;
        } catch (IOException gone) {
            LOG.log(Level.FINE, "read ended", gone);
            return -1;
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException gone) {
            LOG.log(Level.FINE, "write ended", gone);
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException already) {
            LOG.log(Level.FINE, "close", already);
        }
    }
}
