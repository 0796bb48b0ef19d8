package hubfloor.reader.llrp;

import java.util.HexFormat;
import java.util.List;

/** What a reader says, as bytes: for a mimic of one, and for tests. Stateless, any thread. */
public final class LlrpReplies {
    private static final int EPC_96_BYTES = 12;

    private LlrpReplies() {}

    /** First word on a new connection (LLRP 1.1, 15.2.2.10); status 0 is the welcome. */
    public static byte[] connectionAttempt(long id, long utcMicros, int status) {
        LlrpWriter out = LlrpWriter.of(LlrpType.READER_EVENT_NOTIFICATION, id);
        out.tlv(Param.EVENT_NOTIFICATION);
        out.tlv(Param.UTC_TIMESTAMP).u64(utcMicros).end();
        out.tlv(Param.CONNECTION_ATTEMPT_EVENT).u16(status).end();
        return out.end().message();
    }

    /** The answer that belongs to a request; to one that this device never makes, an error message. */
    public static byte[] answer(LlrpMessage request, int status, String words) {
        LlrpType type = switch (request.type()) {
            case GET_READER_CAPABILITIES -> LlrpType.GET_READER_CAPABILITIES_RESPONSE;
            case SET_READER_CONFIG -> LlrpType.SET_READER_CONFIG_RESPONSE;
            case ADD_ROSPEC -> LlrpType.ADD_ROSPEC_RESPONSE;
            case DELETE_ROSPEC -> LlrpType.DELETE_ROSPEC_RESPONSE;
            case ENABLE_ROSPEC -> LlrpType.ENABLE_ROSPEC_RESPONSE;
            case DISABLE_ROSPEC -> LlrpType.DISABLE_ROSPEC_RESPONSE;
            case START_ROSPEC -> LlrpType.START_ROSPEC_RESPONSE;
            case STOP_ROSPEC -> LlrpType.STOP_ROSPEC_RESPONSE;
            case CLOSE_CONNECTION -> LlrpType.CLOSE_CONNECTION_RESPONSE;
            default -> LlrpType.ERROR_MESSAGE;
        };
        LlrpWriter out = LlrpWriter.of(type, request.id());
        out.tlv(Param.LLRP_STATUS).u16(status).text(words).end();
        return out.message();
    }

    /** Capabilities with a table of transmit powers and one hop table (10.2.4); steps count from 1. */
    public static byte[] capabilities(long id, List<Integer> powersCentiDbm) {
        LlrpWriter out = LlrpWriter.of(LlrpType.GET_READER_CAPABILITIES_RESPONSE, id);
        out.tlv(Param.LLRP_STATUS).u16(0).text("").end();
        out.tlv(Param.REGULATORY_CAPABILITIES).u16(840).u16(1);
        out.tlv(Param.UHF_BAND_CAPABILITIES);
        int index = 1;
        for (int power : powersCentiDbm) {
            out.tlv(Param.TRANSMIT_POWER_LEVEL).u16(index++).u16(power).end();
        }
        out.tlv(Param.FREQUENCY_INFORMATION).u8(0x80);
        out.tlv(Param.FREQUENCY_HOP_TABLE).u8(1).u8(0).u16(1).u32(902_750).end();
        return out.end().end().end().message();
    }

    /** One RO_ACCESS_REPORT with these tags (14.1.2). */
    public static byte[] report(long id, List<LlrpTag> tags) {
        LlrpWriter out = LlrpWriter.of(LlrpType.RO_ACCESS_REPORT, id);
        for (LlrpTag tag : tags) {
            out.tlv(Param.TAG_REPORT);
            byte[] epc = HexFormat.of().parseHex(tag.epc());
            if (epc.length == EPC_96_BYTES) {
                out.tv(Param.EPC_96).bytes(epc);
            } else {
                out.tlv(Param.EPC_OTHER).u16(epc.length * 8).bytes(epc).end();
            }
            tag.roSpec().ifPresent(spec -> out.tv(Param.RO_SPEC_ID).u32(spec));
            tag.at().antenna().ifPresent(antenna -> out.tv(Param.ANTENNA_ID).u16(antenna));
            tag.at().rssiDbm().ifPresent(rssi -> out.tv(Param.PEAK_RSSI).u8(rssi));
            tag.channel().ifPresent(channel -> out.tv(Param.CHANNEL_INDEX).u16(channel));
            tag.at()
                    .firstMicros()
                    .ifPresent(first -> out.tv(Param.FIRST_SEEN_UTC).u64(first));
            tag.at().lastMicros().ifPresent(last -> out.tv(Param.LAST_SEEN_UTC).u64(last));
            tag.at().count().ifPresent(count -> out.tv(Param.TAG_SEEN_COUNT).u16(count));
            tag.pc().ifPresent(pc -> out.tv(Param.C1G2_PC).u16(pc));
            tag.crc().ifPresent(crc -> out.tv(Param.C1G2_CRC).u16(crc));
            out.end();
        }
        return out.message();
    }

    /** 14.1.3. */
    public static byte[] keepAlive(long id) {
        return LlrpWriter.of(LlrpType.KEEPALIVE, id).message();
    }
}
