package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.FramedCodec;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderDriver;
import hubfloor.reader.llrp.LlrpProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every framed protocol the house drives itself, with its options and their defaults. */
public enum Drivers implements ReaderDriver {
    R200("r200") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            return new R200(0xBB, 0x7E, pollEvery(given, 100));
        }
    },
    R200_AADD("r200-aadd") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            return new R200(0xAA, 0xDD, pollEvery(given, 100));
        }
    },
    UHF_READER_18("uhfreader18") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            Options options = options(given, "address", POLL_MS);
            return new UhfReader18(options.number("address", 0, 0, 254), options.number(POLL_MS, 100, 0, POLL_MAX));
        }
    },
    THING_MAGIC("thingmagic") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            Options options = options(given, "region", "antenna");
            return new ThingMagic(options.number("region", 8, 1, 255), options.number("antenna", 1, 1, 16));
        }
    },
    R2000("a0-r2000") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            Options options = options(given, "address", "antenna", POLL_MS);
            return new R2000(
                    options.number("address", 1, 0, 255),
                    options.number("antenna", 0, 0, 7),
                    options.number(POLL_MS, 100, 0, POLL_MAX));
        }
    },
    RDM6300("rdm6300") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            options(given);
            return new Rdm6300();
        }
    },
    SSI("ssi") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            options(given);
            return new ZebraSsi();
        }
    },
    MT_SICS("mt-sics") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            return new MtSics(pollEvery(given, 200));
        }
    },
    TOLEDO_CONTINUOUS("toledo-continuous") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            options(given);
            return new ToledoContinuous();
        }
    },
    TOLEDO_8217("toledo-8217") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            Options options = options(given, "unit", "decimals", POLL_MS);
            String unit = options.word("unit", "kg", "lb");
            return new Toledo8217(
                    unit,
                    options.number("decimals", unit.equals("kg") ? 3 : 2, 0, 4),
                    options.number(POLL_MS, 200, 0, POLL_MAX));
        }
    },
    SMA("sma") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            return new Sma(pollEvery(given, 200));
        }
    },
    CUBISCAN("cubiscan") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            options(given);
            return new CubiScan();
        }
    },
    /** Frames only: a reader on a network is driven by {@code reader.llrp.LlrpSession}. */
    LLRP("llrp") {
        @Override
        public FrameProtocol protocol(Map<String, String> given) {
            options(given);
            return new LlrpProtocol();
        }
    };

    private static final String POLL_MS = "poll-ms";
    private static final int POLL_MAX = 60_000;

    private final String word;

    Drivers(String word) {
        this.word = word;
    }

    /** The driver of that name; {@code _} counts as {@code -}. */
    public static Optional<Drivers> named(String protocol) {
        String wanted = protocol.replace('_', '-');
        return List.of(values()).stream().filter(d -> d.word.equals(wanted)).findFirst();
    }

    @Override
    public String protocol() {
        return word;
    }

    /** Frames and fields of the protocol, for those who look at single frames. */
    public abstract FrameProtocol protocol(Map<String, String> given);

    @Override
    public ReaderCodec codec(Map<String, String> given) {
        return new FramedCodec(protocol(given));
    }

    Options options(Map<String, String> given, String... known) {
        return new Options(word, given, known);
    }

    int pollEvery(Map<String, String> given, int otherwise) {
        return options(given, POLL_MS).number(POLL_MS, otherwise, 0, POLL_MAX);
    }
}
