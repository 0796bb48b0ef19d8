package hubfloor.reader.llrp;

/** What a client says to a reader, as bytes (LLRP 1.1, clause numbers at each). Stateless, any thread. */
public final class LlrpRequests {
    private static final int ALL = 0;
    private static final int PERIODIC = 1;
    private static final int C1G2 = 1;
    /** Tags expected in the field at once; the reader adapts, it is a first guess (17.3.1.1.4). */
    private static final int POPULATION = 32;

    /** GPI change, reader exception, antenna (13.2.6): what a person or a line has to know. */
    private static final int[] EVENTS = {1, 4, 8};

    /** ROSpec id, antenna, channel, peak RSSI, first and last seen, count (14.2.1.1). */
    private static final int CONTENT = 0x8000 | 0x1000 | 0x0800 | 0x0400 | 0x0200 | 0x0100 | 0x0080;

    private LlrpRequests() {}

    /** 10.1.1. */
    public static byte[] getCapabilities(long id) {
        return LlrpWriter.of(LlrpType.GET_READER_CAPABILITIES, id).u8(ALL).message();
    }

    /**
     * 13.1.3: a keep-alive this often, no holding back of reports after a reconnect, and the events we care for.
     *
     * @param keepAliveMs milliseconds between two of the reader's keep-alives
     */
    public static byte[] setConfig(long id, int keepAliveMs) {
        LlrpWriter out = LlrpWriter.of(LlrpType.SET_READER_CONFIG, id).u8(0);
        out.tlv(Param.EVENT_NOTIFICATION_SPEC);
        for (int event : EVENTS) {
            out.tlv(Param.EVENT_NOTIFICATION_STATE).u16(event).u8(0x80).end();
        }
        out.end();
        out.tlv(Param.KEEPALIVE_SPEC).u8(PERIODIC).u32(keepAliveMs).end();
        out.tlv(Param.EVENTS_AND_REPORTS).u8(0).end();
        return out.message();
    }

    /** 11.1.1: read without end, report every tag at once (11.2.1, 14.2.1). */
    public static byte[] addRoSpec(long id, long roSpec, LlrpSettings settings, LlrpTransmitter transmitter) {
        LlrpWriter out = LlrpWriter.of(LlrpType.ADD_ROSPEC, id);
        out.tlv(Param.RO_SPEC).u32(roSpec).u8(0).u8(0);
        out.tlv(Param.RO_BOUNDARY_SPEC);
        out.tlv(Param.RO_SPEC_START_TRIGGER).u8(0).end();
        out.tlv(Param.RO_SPEC_STOP_TRIGGER).u8(0).u32(0).end();
        out.end();
        out.tlv(Param.AI_SPEC);
        if (settings.antennas().isEmpty()) {
            out.u16(1).u16(ALL);
        } else {
            out.u16(settings.antennas().size());
            settings.antennas().forEach(out::u16);
        }
        out.tlv(Param.AI_SPEC_STOP_TRIGGER).u8(0).u32(0).end();
        out.tlv(Param.INVENTORY_PARAMETER_SPEC).u16(1).u8(C1G2);
        antenna(settings, transmitter, out);
        out.end().end();
        out.tlv(Param.RO_REPORT_SPEC).u8(1).u16(1);
        out.tlv(Param.TAG_REPORT_CONTENT_SELECTOR).u16(CONTENT).end();
        out.end();
        return out.end().message();
    }

    private static void antenna(LlrpSettings settings, LlrpTransmitter transmitter, LlrpWriter out) {
        out.tlv(Param.ANTENNA_CONFIGURATION).u16(ALL);
        if (transmitter.powerIndex().isPresent()) {
            out.tlv(Param.RF_TRANSMITTER)
                    .u16(transmitter.hopTable())
                    .u16(transmitter.channel())
                    .u16(transmitter.powerIndex().getAsInt())
                    .end();
        }
        out.tlv(Param.C1G2_INVENTORY_COMMAND).u8(0);
        out.tlv(Param.C1G2_SINGULATION_CONTROL)
                .u8(settings.session() << 6)
                .u16(POPULATION)
                .u32(0)
                .end();
        out.end().end();
    }

    /** 11.1.3; 0 for all ROSpecs. */
    public static byte[] deleteRoSpec(long id, long roSpec) {
        return LlrpWriter.of(LlrpType.DELETE_ROSPEC, id).u32(roSpec).message();
    }

    /** 11.1.7. */
    public static byte[] enableRoSpec(long id, long roSpec) {
        return LlrpWriter.of(LlrpType.ENABLE_ROSPEC, id).u32(roSpec).message();
    }

    /** 11.1.9. */
    public static byte[] startRoSpec(long id, long roSpec) {
        return LlrpWriter.of(LlrpType.START_ROSPEC, id).u32(roSpec).message();
    }

    /** 11.1.11. */
    public static byte[] stopRoSpec(long id, long roSpec) {
        return LlrpWriter.of(LlrpType.STOP_ROSPEC, id).u32(roSpec).message();
    }

    /** 14.1.1. */
    public static byte[] getReport(long id) {
        return LlrpWriter.of(LlrpType.GET_REPORT, id).message();
    }

    /** 14.1.6: for readers that a client before us told to hold everything back. */
    public static byte[] enableEventsAndReports(long id) {
        return LlrpWriter.of(LlrpType.ENABLE_EVENTS_AND_REPORTS, id).message();
    }

    /** 14.1.4. */
    public static byte[] keepAliveAck(long id) {
        return LlrpWriter.of(LlrpType.KEEPALIVE_ACK, id).message();
    }

    /** 10.1.3. */
    public static byte[] close(long id) {
        return LlrpWriter.of(LlrpType.CLOSE_CONNECTION, id).message();
    }
}
