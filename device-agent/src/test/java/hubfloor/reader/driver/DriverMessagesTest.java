package hubfloor.reader.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.parcel.Barcode;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Badge;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import hubfloor.reader.ReaderOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What drivers say and write, beyond the fields of a frame. */
class DriverMessagesTest {
    /** A reader on a bench: what it is sent is fed, what the driver says and writes is kept. */
    private static final class Bench implements ReaderOutput {
        private final ReaderCodec codec;
        private final List<ReaderMessage> said = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();

        Bench(Drivers driver, Map<String, String> options) {
            codec = driver.codec(options);
        }

        Bench(Drivers driver) {
            this(driver, Map.of());
        }

        @Override
        public void message(ReaderMessage message) {
            said.add(message);
        }

        @Override
        public void send(byte[] bytes) {
            sent.add(HexFormat.of().withUpperCase().formatHex(bytes));
        }

        Bench hex(String hex) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            codec.feed(bytes, bytes.length, this);
            return this;
        }

        Bench text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            codec.feed(bytes, bytes.length, this);
            return this;
        }
    }

    @Test
    void tagCarriesItsStrengthAndWhetherItsOwnCrcHolds() {
        Bench bench = new Bench(Drivers.R200)
                .hex("BB02220011C9340030751FEB705C5904E3D50D703A76EF7E")
                .hex("BB02220015C44000F72595211412515658682BD8376AC0005435897E");
        TagRead good = (TagRead) bench.said.get(0);
        assertThat(good.epc()).isEqualTo("30751FEB705C5904E3D50D70");
        assertThat(good.at().rssiDbm()).hasValue(-55);
        assertThat(good.crcOk()).contains(true);
        assertThat(((TagRead) bench.said.get(1)).crcOk()).contains(false);
    }

    @Test
    void troubleIsTypedByWhatAPersonMustDo() {
        assertThat(new Bench(Drivers.R200).hex("BB01FF000115167E").said)
                .containsExactly(new Trouble(TroubleKind.NO_TAG, "15"));
        assertThat(new Bench(Drivers.THING_MAGIC).hex("FF0022050485E4").said)
                .containsExactly(new Trouble(TroubleKind.OVER_TEMPERATURE, "0504"));
        assertThat(new Bench(Drivers.THING_MAGIC).hex("FF0022050585E5").said)
                .containsExactly(new Trouble(TroubleKind.ANTENNA, "0505"));
        assertThat(new Bench(Drivers.UHF_READER_18).hex("05030FF81D7A").said)
                .containsExactly(new Trouble(TroubleKind.ANTENNA, "F8"));
    }

    @Test
    void droppedBytesAreToldInOneSumWithTheFirstRealFault() {
        assertThat(new Bench(Drivers.R200)
                        .hex("0102BB01FF0010C40E240030751FEB705C5904E3D50D70237EBB01AA000100AC7E")
                        .said)
                .first()
                .isEqualTo(new Broken(Fault.CHECKSUM, 25));
    }

    @Test
    void decodeIsAcknowledgedAndOneSentAgainIsNotASecondScan() {
        String first = "12F30000034C583132363333393230304A50FBF0";
        String again = "12F30001034C583132363333393230304A50FBEF";
        Bench bench = new Bench(Drivers.SSI).hex(first).hex(again);
        assertThat(bench.said).containsExactly(new Codes(List.of(new Symbol(new Barcode("]C0", "LX126339200JP")))));
        assertThat(bench.sent).containsExactly("04D00400FF28", "04D00400FF28");
        // the same label scanned a second time comes without the bit, and is a scan of its own
        assertThat(bench.hex(first).said).hasSize(2);
    }

    @Test
    void decodeHeardOnlyTheSecondTimeIsAScan() {
        assertThat(new Bench(Drivers.SSI).hex("12F30001034C5A3936313834313534325457FBCE").said)
                .hasSize(1);
    }

    @Test
    void thingMagicIsStartedStepByStepAndAskedAgainWhenItDoesNotAnswer() {
        Bench bench = new Bench(Drivers.THING_MAGIC);
        bench.codec.opened(bench);
        bench.codec.command(ReaderCommand.POLL, bench);
        assertThat(bench.sent).containsExactly("FF00041D0B", "FF00041D0B");
        bench.hex("FF1404000007102300010000032014100701070209000000105251");
        assertThat(bench.sent).last().isEqualTo("FF0197084BB5");
    }

    @Test
    void badgeIsItsPrintedNumber() {
        assertThat(new Bench(Drivers.RDM6300).hex("0236373030334235314336434203").said)
                .containsExactly(new Badge("0003887558", "67003B51C6"));
    }

    @Test
    void movingAndOverloadedScalesSayNoStableWeight() {
        assertThat(new Bench(Drivers.MT_SICS).text("S D     129.07 g\r\nS +\r\nS S     100.00 g\r\n").said)
                .containsExactly(
                        new Weight("129.07", "g", WeightState.MOTION, false),
                        new Weight("", "", WeightState.OVERLOAD, false),
                        new Weight("100.00", "g", WeightState.STABLE, false));
        assertThat(new Bench(Drivers.TOLEDO_CONTINUOUS).hex("022970203030303337333030303030300D6B").said)
                .extracting(m -> ((Weight) m).state())
                .containsExactly(WeightState.NOT_ZEROED);
        assertThat(new Bench(Drivers.TOLEDO_8217).text("\2?B\r\2?A\r\00201250\r\2  1.250N\r\2   12\r").said)
                .containsExactly(
                        new Weight("", "", WeightState.OVERLOAD, false),
                        new Weight("", "", WeightState.MOTION, false),
                        new Weight("1.250", "kg", WeightState.STABLE, false),
                        new Weight("1.250", "kg", WeightState.STABLE, true),
                        new Weight("0.012", "kg", WeightState.STABLE, false));
        assertThat(new Bench(Drivers.SMA)
                        .text("\n 1NM      1.250kg \r\nO1G  --------- kg \r\n 1G       1.250lb \r")
                        .said)
                .containsExactly(
                        new Weight("1.250", "kg", WeightState.MOTION, true),
                        new Weight("", "", WeightState.OVERLOAD, false),
                        new Weight("1.250", "lb", WeightState.STABLE, false));
    }

    @Test
    void dimensionerGivesSizeAndWeight() {
        assertThat(new Bench(Drivers.CUBISCAN)
                        .text("\2MAHKUL001,L116.9,W078.9,H028.7,M,K006.39,D066.18,M,F4000,I\3\r\n")
                        .said)
                .containsExactly(
                        new Dimensions("116.9", "78.9", "28.7", "cm"),
                        new Weight("6.39", "kg", WeightState.STABLE, false));
    }

    @Test
    void pollsAreTheBytesTheManualsPrint() {
        Map<Drivers, String> polls = Map.of(
                Drivers.R200, "BB00220000227E",
                Drivers.R200_AADD, "AA0022000022DD",
                Drivers.UHF_READER_18, "040001DB4B",
                Drivers.R2000, "A004018901D1",
                Drivers.MT_SICS, "53490D0A",
                Drivers.TOLEDO_8217, "57",
                Drivers.SMA, "0A570D",
                Drivers.CUBISCAN, "024D030D0A",
                Drivers.SSI, "04E40400FF14");
        polls.forEach((driver, hex) -> {
            Bench bench = new Bench(driver);
            bench.codec.command(ReaderCommand.POLL, bench);
            assertThat(bench.sent).as(driver.protocol()).containsExactly(hex);
        });
        Bench stop = new Bench(Drivers.R200);
        stop.codec.command(ReaderCommand.START, stop);
        stop.codec.command(ReaderCommand.STOP, stop);
        assertThat(stop.sent).containsExactly("BB00270003222710837E", "BB00280000287E");
    }

    @Test
    void newerInventoryAnswersGiveAntennaToo() {
        // antenna bits 02, one tag of 2 bytes, RSSI
        Bench bench = new Bench(Drivers.UHF_READER_18).hex(withCrc("0B000101" + "02" + "01" + "02" + "3075" + "50"));
        TagRead tag = (TagRead) bench.said.getFirst();
        assertThat(tag.epc()).isEqualTo("3075");
        assertThat(tag.at().antenna()).hasValue(2);
    }

    private static String withCrc(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        int crc = UhfReader18.crc(bytes, 0, bytes.length);
        return hex
                + HexFormat.of().withUpperCase().toHexDigits((byte) crc)
                + HexFormat.of().withUpperCase().toHexDigits((byte) (crc >> 8));
    }

    @Test
    void optionsAreReadStrictly() {
        assertThatThrownBy(() -> Drivers.R2000.codec(Map.of("adress", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("protocol a0-r2000 has no option adress; it has address, antenna, poll-ms");
        assertThatThrownBy(() -> Drivers.R2000.codec(Map.of("antenna", "9"))).hasMessageContaining("from 0 to 7");
        assertThatThrownBy(() -> Drivers.TOLEDO_8217.codec(Map.of("unit", "st")))
                .hasMessageContaining("kg, lb");
        assertThat(Optional.ofNullable(Drivers.TOLEDO_8217.codec(Map.of("unit", "lb"))))
                .isPresent();
    }
}
