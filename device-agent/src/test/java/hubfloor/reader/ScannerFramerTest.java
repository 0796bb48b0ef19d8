package hubfloor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.parcel.Barcode;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScannerFramerTest {
    private final List<ReaderMessage> out = new ArrayList<>();

    @Test
    void halfLineBeforeUnplugIsNotJoinedToTheLineAfter() {
        ScannerFramer framer = new ScannerFramer(Profiles.plain());
        feed(framer, "RR4731");
        framer.reset();
        feed(framer, "LX241278845RW\r\n");
        assertThat(out).containsExactly(read("LX241278845RW"));
    }

    @Test
    void silenceInsideATelegramDropsItAndSaysSo() {
        ScannerFramer framer = new ScannerFramer(Profiles.plain());
        feed(framer, "RR4731");
        framer.silence(out::add);
        feed(framer, "LX241278845RW\r\n");
        assertThat(out).containsExactly(new Broken(Fault.SILENCE, 6), read("LX241278845RW"));
    }

    @Test
    void silenceBetweenTelegramsIsNothing() {
        ScannerFramer framer = new ScannerFramer(Profiles.framed("02", "03"));
        framer.silence(out::add);
        feed(framer, "\u0002LX241278845RW\u0003\r\n");
        framer.silence(out::add);
        assertThat(out).containsExactly(read("LX241278845RW"));
        assertThat(framer.pending()).isFalse();
    }

    @Test
    void hundredMegabytesWithoutAnEndAreOneFaultAndTheNextScanIsRead() {
        ScannerFramer framer = new ScannerFramer(Profiles.plain());
        byte[] junk = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100; i++) {
            framer.feed(junk, junk.length, out::add);
        }
        feed(framer, "\r\nLX241278845RW\r\n");
        assertThat(out).containsExactly(new Broken(Fault.LENGTH, (100L << 20) + 2), read("LX241278845RW"));
    }

    @Test
    void longestAllowedTelegramIsReadAndOneByteMoreIsNot() {
        ScannerFramer framer = new ScannerFramer(Profiles.framed("", "0D0A"));
        feed(framer, "A".repeat(4096) + "\r\n");
        feed(framer, "A".repeat(4097) + "\r\n");
        assertThat(out).containsExactly(read("A".repeat(4096)), new Broken(Fault.LENGTH, 4099));
    }

    @Test
    void startByteInsideATooLongTelegramStartsTheNextOne() {
        ScannerFramer framer = new ScannerFramer(Profiles.framed("02", "03"));
        feed(framer, "\u0002" + "A".repeat(9000) + "\u0002LX241278845RW\u0003");
        assertThat(out).containsExactly(new Broken(Fault.LENGTH, 9000), read("LX241278845RW"));
    }

    @Test
    void afterTenMegabytesOfRandomBytesTheNextGoodScanIsRead() {
        long seed = 42;
        Random random = new Random(seed);
        ScannerFramer framer = new ScannerFramer(Profiles.plain());
        byte[] noise = new byte[1 << 16];
        for (int i = 0; i < 160; i++) {
            random.nextBytes(noise);
            framer.feed(noise, noise.length, t -> {});
        }
        feed(framer, "\r\n");
        out.clear();
        feed(framer, "LX241278845RW\r\n");
        assertThat(out).as("seed %d", seed).containsExactly(read("LX241278845RW"));
    }

    @Test
    void invalidUtf8IsNoiseAndNeverReplacementCharacters() {
        ScannerFramer framer = new ScannerFramer(Profiles.plain());
        byte[] bytes = {'A', (byte) 0xC3, (byte) 0x28, '\r', '\n'};
        framer.feed(bytes, bytes.length, out::add);
        assertThat(out).containsExactly(new Broken(Fault.CHARSET, 3));
    }

    private void feed(ScannerFramer framer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        framer.feed(bytes, bytes.length, out::add);
    }

    private static ReaderMessage read(String text) {
        return new Codes(List.of(new Symbol(new Barcode("", text))));
    }
}
