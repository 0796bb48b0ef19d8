package hubfloor.adapter.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens serial ports by path, {@code /dev/serial/by-id/...} included: a scanner keeps its name wherever it is plugged
 * in. Never uses jSerialComm's listeners: after an unplug they burn a core and may not tell.
 */
public final class SerialPorts implements SerialLine.Opener {
    @Override
    public SerialLine open(String path, int baud) throws PortUnavailable {
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            throw new PortUnavailable(path + " is not there; is the scanner plugged in?");
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new PortUnavailable(path + " may not be read and written by this user; add it to group dialout");
        }
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException gone) {
            throw new PortUnavailable(path + " is not a serial port, or has just gone");
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, PortLine.FIRST_TIMEOUT_MS, 0);
        if (!port.openPort()) {
            int code = port.getLastErrorCode();
            port.closePort();
            throw new PortUnavailable(path + " cannot be opened (error " + code + "); does another program use it?");
        }
        return new PortLine(port);
    }
}
