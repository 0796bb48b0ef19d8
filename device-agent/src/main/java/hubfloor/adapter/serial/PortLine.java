package hubfloor.adapter.serial;

import com.fazecast.jSerialComm.SerialPort;
import hubfloor.port.SerialLine;

/**
 * One open port, read by semi-blocking reads. {@code isOpen()} is not asked: it stays true after an unplug; only the
 * read tells the truth.
 */
final class PortLine implements SerialLine {
    static final int FIRST_TIMEOUT_MS = 1000;

    private final SerialPort port;
    private int timeoutMs = FIRST_TIMEOUT_MS;

    PortLine(SerialPort port) {
        this.port = port;
    }

    @Override
    public int read(byte[] into, int wantedMs) {
        if (wantedMs != timeoutMs) {
            timeoutMs = wantedMs;
            if (!port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, wantedMs, 0)) {
                return -1;
            }
        }
        return port.readBytes(into, into.length);
    }

    @Override
    public boolean write(byte[] bytes) {
        return port.writeBytes(bytes, bytes.length) == bytes.length;
    }

    @Override
    public void close() {
        port.closePort();
    }
}
