package hubfloor.main;

import hubfloor.adapter.json.EpcJson;
import hubfloor.config.model.ExitCode;
import hubfloor.epc.Epc;
import hubfloor.epc.EpcDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code decode --epc}: the EPC memory of one tag in hexadecimal per line, one JSON object per line. */
final class EpcLines {
    private EpcLines() {}

    /** A tag that means nothing is an answer; only a line that is not hexadecimal makes the command fail. */
    static ExitCode decode(InputStream from, PrintStream to) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(to, false, StandardCharsets.UTF_8);
        boolean bad = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String hex = line.replace(" ", "").strip();
            try {
                Epc epc = EpcDecoder.decode(hex);
                out.println(EpcJson.line(line, epc));
            } catch (IllegalArgumentException notHex) {
                System.err.println("line not understood: " + notHex.getMessage());
                out.println(EpcJson.notHex(line));
                bad = true;
            }
        }
        out.flush();
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }
}
