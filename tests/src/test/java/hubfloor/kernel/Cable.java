package hubfloor.kernel;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The far end of a serial cable: what is sent here comes out of the port at the other end. */
final class Cable implements AutoCloseable {
    private final OutputStream out;

    private Cable(OutputStream out) {
        this.out = out;
    }

    static Cable open(String port) throws IOException, InterruptedException {
        int set = new ProcessBuilder("stty", "-F", port, "115200", "raw", "-echo", "-crtscts", "clocal")
                .inheritIO()
                .start()
                .waitFor();
        if (set != 0) {
            throw new IOException("stty refused " + port);
        }
        return new Cable(new FileOutputStream(port));
    }

    synchronized void send(byte[] telegram) throws IOException {
        out.write(telegram);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
