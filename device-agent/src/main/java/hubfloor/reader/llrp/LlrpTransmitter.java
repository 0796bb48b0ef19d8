package hubfloor.reader.llrp;

import java.util.OptionalInt;

/**
 * The transmitter's setting in a reader's own terms: LLRP names powers and channels by their place in tables that only
 * the reader's capabilities tell (LLRP 1.1, 10.2.4.1).
 *
 * @param powerIndex empty leaves power, hop table and channel as they are
 * @param hopTable 0 where the region has fixed channels
 * @param channel 0 where it hops
 */
record LlrpTransmitter(OptionalInt powerIndex, int hopTable, int channel) {
    static final LlrpTransmitter UNCHANGED = new LlrpTransmitter(OptionalInt.empty(), 0, 0);

    /**
     * The strongest step that is not above {@code centiDbm}; {@link #UNCHANGED} where the reader tells no powers.
     *
     * @param in a GET_READER_CAPABILITIES_RESPONSE whose lengths were found right
     */
    static LlrpTransmitter of(byte[] in, int from, int length, int centiDbm) {
        Param top = new Param(in, from + LlrpProtocol.HEADER, from + length);
        while (top.step()) {
            if (top.type() == Param.REGULATORY_CAPABILITIES) {
                Param regulatory = top.within();
                while (regulatory.step()) {
                    if (regulatory.type() == Param.UHF_BAND_CAPABILITIES) {
                        return band(in, regulatory.within(), centiDbm);
                    }
                }
            }
        }
        return UNCHANGED;
    }

    private static LlrpTransmitter band(byte[] in, Param band, int centiDbm) {
        OptionalInt index = OptionalInt.empty();
        int best = Integer.MIN_VALUE;
        boolean hops = false;
        int hopTable = 1;
        while (band.step()) {
            if (band.type() == Param.TRANSMIT_POWER_LEVEL) {
                int power = Bytes.s16(in, band.from() + 2);
                if (power <= centiDbm && power > best) {
                    best = power;
                    index = OptionalInt.of(Bytes.u16(in, band.from()));
                }
            } else if (band.type() == Param.FREQUENCY_INFORMATION) {
                hops = Bytes.u8(in, band.from()) >> 7 == 1;
                Param tables = band.within();
                if (hops && tables.step() && tables.type() == Param.FREQUENCY_HOP_TABLE) {
                    hopTable = Bytes.u8(in, tables.from());
                }
            }
        }
        return new LlrpTransmitter(index, hops ? hopTable : 0, hops ? 0 : 1);
    }
}
