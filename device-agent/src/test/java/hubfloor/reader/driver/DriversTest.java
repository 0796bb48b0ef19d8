package hubfloor.reader.driver;

import hubfloor.reader.ReaderCodec;
import hubfloor.testing.CsvRows;
import hubfloor.testing.ReaderCodecContract;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Every driver of the house keeps the contract a vendor's must keep, on frames of real readers. */
class DriversTest {
    abstract static class Kept extends ReaderCodecContract {
        private final Drivers driver;
        private final List<byte[]> frames;

        Kept(Drivers driver, List<byte[]> frames) {
            this.driver = driver;
            this.frames = frames;
        }

        @Override
        protected ReaderCodec fresh() {
            return driver.codec(Map.of());
        }

        @Override
        protected List<byte[]> frames() {
            return frames;
        }
    }

    private static List<byte[]> recorded(String file, String column, String protocol) {
        return CsvRows.of(file).stream()
                .filter(row -> CsvRows.cell(row, "protocol").equals(protocol))
                .filter(row -> CsvRows.cell(row, "valid").equals("true"))
                .filter(row -> !Set.of("tx").contains(row.getOrDefault("direction", "rx")))
                .limit(8)
                .map(row -> HexFormat.of().parseHex(CsvRows.cell(row, column)))
                .toList();
    }

    private static List<byte[]> read(String protocol) {
        return recorded("/vectors/reader_frames.csv", "hex", protocol);
    }

    private static List<byte[]> weighed(String protocol) {
        return recorded("/vectors/scales_dims.csv", "input_hex", protocol);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Nested
    class R200Keeps extends Kept {
        R200Keeps() {
            super(Drivers.R200, read("r200"));
        }
    }

    @Nested
    class R200AaddKeeps extends Kept {
        R200AaddKeeps() {
            super(Drivers.R200_AADD, read("r200_aadd"));
        }
    }

    @Nested
    class UhfReader18Keeps extends Kept {
        UhfReader18Keeps() {
            super(Drivers.UHF_READER_18, read("uhfreader18"));
        }
    }

    @Nested
    class ThingMagicKeeps extends Kept {
        ThingMagicKeeps() {
            super(Drivers.THING_MAGIC, read("thingmagic"));
        }
    }

    @Nested
    class R2000Keeps extends Kept {
        R2000Keeps() {
            super(Drivers.R2000, read("a0_r2000"));
        }
    }

    @Nested
    class Rdm6300Keeps extends Kept {
        Rdm6300Keeps() {
            super(Drivers.RDM6300, read("rdm6300"));
        }
    }

    @Nested
    class ZebraSsiKeeps extends Kept {
        ZebraSsiKeeps() {
            super(Drivers.SSI, read("ssi"));
        }
    }

    @Nested
    class MtSicsKeeps extends Kept {
        MtSicsKeeps() {
            super(Drivers.MT_SICS, weighed("mt_sics"));
        }
    }

    @Nested
    class ToledoContinuousKeeps extends Kept {
        ToledoContinuousKeeps() {
            super(Drivers.TOLEDO_CONTINUOUS, weighed("toledo_continuous"));
        }
    }

    @Nested
    class Toledo8217Keeps extends Kept {
        Toledo8217Keeps() {
            super(
                    Drivers.TOLEDO_8217,
                    List.of(ascii("\00201250\r"), ascii("\002?A\r"), ascii("\002  1.25N\r"), ascii("\00212.345\r")));
        }
    }

    @Nested
    class SmaKeeps extends Kept {
        SmaKeeps() {
            super(
                    Drivers.SMA,
                    List.of(ascii("\n 1GM      1.250kg \r"), ascii("\n?\r"), ascii("\nZ1N       0.000lb \r")));
        }
    }

    @Nested
    class CubiScanKeeps extends Kept {
        CubiScanKeeps() {
            super(Drivers.CUBISCAN, weighed("cubiscan"));
        }
    }

    @Nested
    class LlrpKeeps extends Kept {
        LlrpKeeps() {
            super(
                    Drivers.LLRP,
                    read("llrp").stream().filter(frame -> frame.length > 40).toList());
        }
    }
}
