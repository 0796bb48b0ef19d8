package hubfloor.reader.llrp;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderOutput;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The conversation with one reader, told by hand: order of requests, loss, and tags that belong to another time. */
class LlrpSessionTest implements ReaderOutput {
    private static final long MS = 1_000_000L;
    private static final LlrpSettings SETTINGS = new LlrpSettings(List.of(1, 2), OptionalInt.of(2_750), 2);

    private final LlrpSession session = new LlrpSession(SETTINGS, 1_795_000_000L);
    private final List<ReaderMessage> said = new ArrayList<>();
    private final List<LlrpMessage> sent = new ArrayList<>();
    private final List<byte[]> sentBytes = new ArrayList<>();
    private long now = 5_000_000_000L;

    @Override
    public void message(ReaderMessage message) {
        said.add(message);
    }

    @Override
    public void send(byte[] bytes) {
        sentBytes.add(bytes.clone());
        assertThat(new LlrpProtocol().judge(bytes)).as("what we send is LLRP").isNull();
        sent.add(LlrpProtocol.message(bytes, 0, bytes.length));
    }

    private void reader(byte[] bytes) {
        session.feed(bytes, bytes.length, now, this);
    }

    private LlrpMessage last() {
        return sent.getLast();
    }

    private void answer() {
        reader(
                last().type() == LlrpType.GET_READER_CAPABILITIES
                        ? LlrpReplies.capabilities(last().id(), List.of(1_000, 2_500, 2_700, 3_000))
                        : LlrpReplies.answer(last(), 0, ""));
    }

    private long startReading() {
        session.connected(now);
        reader(LlrpReplies.connectionAttempt(0, 1, 0));
        long order = 0;
        while (!session.reading()) {
            order = last().roSpec().orElse(order);
            answer();
        }
        return order;
    }

    private static LlrpTag tag(String epc, OptionalLong order) {
        Sighting at = new Sighting(
                OptionalInt.of(-55),
                OptionalInt.of(2),
                OptionalInt.empty(),
                OptionalInt.of(3),
                OptionalLong.of(7),
                OptionalLong.of(9));
        return new LlrpTag(epc, at, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), order);
    }

    private Stream<TagRead> tags() {
        return said.stream().filter(TagRead.class::isInstance).map(TagRead.class::cast);
    }

    @Test
    void requestsComeInTheStandardsOrderEachAfterItsAnswer() {
        session.connected(now);
        assertThat(sent).as("nothing before the reader's welcome").isEmpty();
        startReading();
        assertThat(sent.stream().map(LlrpMessage::type))
                .containsExactly(
                        LlrpType.GET_READER_CAPABILITIES,
                        LlrpType.SET_READER_CONFIG,
                        LlrpType.DELETE_ROSPEC,
                        LlrpType.ADD_ROSPEC,
                        LlrpType.ENABLE_ROSPEC,
                        LlrpType.START_ROSPEC,
                        LlrpType.ENABLE_EVENTS_AND_REPORTS);
        assertThat(sent.get(3).antennas()).containsExactly(1, 2);
        assertThat(session.failure()).isEmpty();
    }

    /** RFTransmitter names a step of the reader's own table; 27 dBm is the strongest not above 27.5. */
    @Test
    void powerBecomesTheReadersNearestStepBelow() {
        startReading();
        String addRoSpec = HexFormat.of().withUpperCase().formatHex(sentBytes.get(3));
        assertThat(addRoSpec).contains("00E0000A000100000003");
    }

    @Test
    void powerThatTheReaderCannotSetIsSaid() {
        LlrpSession weak = new LlrpSession(new LlrpSettings(List.of(), OptionalInt.of(500), 1), 1);
        weak.connected(now);
        byte[] welcome = LlrpReplies.connectionAttempt(0, 1, 0);
        weak.feed(welcome, welcome.length, now, this);
        byte[] able = LlrpReplies.capabilities(last().id(), List.of(1_000));
        weak.feed(able, able.length, now, this);
        assertThat(said).anyMatch(Trouble.class::isInstance);
    }

    @Test
    void tagsOfTheRunningOrderAreToldWithAllTheReaderSaid() {
        long order = startReading();
        reader(LlrpReplies.report(9, List.of(tag("3074257BF7194E4000001A85", OptionalLong.of(order)))));
        assertThat(tags())
                .containsExactly(new TagRead(
                        "3074257BF7194E4000001A85",
                        OptionalInt.empty(),
                        Optional.empty(),
                        tag("", OptionalLong.empty()).at()));
    }

    /** A reader may keep reports while nobody listens, and hand them to whoever connects next. */
    @Test
    void tagsOfAnEarlierConnectionAreDroppedWheneverTheyCome() {
        long old = startReading();
        session.lost();
        session.connected(now);
        reader(LlrpReplies.report(9, List.of(tag("AA", OptionalLong.of(old)), tag("BB", OptionalLong.empty()))));
        reader(LlrpReplies.connectionAttempt(0, 1, 0));
        long order = 0;
        while (!session.reading()) {
            order = last().roSpec().orElse(order);
            reader(LlrpReplies.report(9, List.of(tag("AA", OptionalLong.of(old)), tag("BB", OptionalLong.empty()))));
            answer();
        }
        reader(LlrpReplies.report(9, List.of(tag("AA", OptionalLong.of(old)), tag("CC", OptionalLong.of(order)))));
        assertThat(order).isNotEqualTo(old);
        assertThat(tags().map(TagRead::epc)).containsExactly("CC");
        assertThat(session.stale()).isEqualTo(15);
    }

    @Test
    void halfAMessageOfTheLastConnectionIsNotJoinedToTheNext() {
        long order = startReading();
        byte[] report = LlrpReplies.report(9, List.of(tag("AA", OptionalLong.of(order))));
        session.feed(report, report.length - 1, now, this);
        session.lost();
        startReading();
        assertThat(tags()).isEmpty();
        assertThat(session.failure()).isEmpty();
    }

    @Test
    void keepAliveIsAcknowledgedAndSilenceIsLossWithinFiveSeconds() {
        startReading();
        for (int i = 0; i < 10; i++) {
            now += 1_000 * MS;
            reader(LlrpReplies.keepAlive(40 + i));
            session.tick(now);
        }
        assertThat(last().type()).isEqualTo(LlrpType.KEEPALIVE_ACK);
        assertThat(last().id()).isEqualTo(49);
        assertThat(session.failure()).isEmpty();
        session.tick(now + 3_400 * MS);
        assertThat(session.failure()).isEmpty();
        session.tick(now + 3_750 * MS);
        assertThat(session.failure()).contains("nothing was heard");
    }

    @Test
    void readerThatTalksButNeverAnswersIsLost() {
        session.connected(now);
        reader(LlrpReplies.connectionAttempt(0, 1, 0));
        for (int i = 0; i < 5; i++) {
            now += 1_000 * MS;
            reader(LlrpReplies.keepAlive(i));
            session.tick(now);
        }
        assertThat(session.failure()).contains("no answer at CAPABILITIES");
    }

    @Test
    void refusalsAreToldInWords() {
        session.connected(now);
        reader(LlrpReplies.connectionAttempt(0, 1, 1));
        assertThat(session.failure()).contains("another program holds it");
        session.connected(now);
        reader(LlrpReplies.connectionAttempt(0, 1, 0));
        answer();
        reader(LlrpReplies.answer(last(), 100, "no such\nevent"));
        assertThat(session.failure()).isEqualTo("the reader refuses CONFIG, status 100: no such?event");
    }

    @Test
    void anythingButLlrpEndsTheConnection() {
        session.connected(now);
        byte[] banner = "SSH-2.0-dropbear\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        reader(banner);
        reader(LlrpReplies.connectionAttempt(0, 1, 0));
        assertThat(session.failure()).contains("not LLRP");
    }

    @Test
    void noBytesAtAnyStageMakeItThrow() {
        Random random = new Random(20261126);
        for (int round = 0; round < 300; round++) {
            LlrpSession fuzzed = new LlrpSession(SETTINGS, round);
            fuzzed.connected(now);
            for (int i = 0; i < 40; i++) {
                byte[] bytes = LlrpReplies.report(i, List.of(tag("3074257BF7194E4000001A85", OptionalLong.of(1))));
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
                fuzzed.feed(bytes, random.nextInt(bytes.length + 1), now, message -> {});
                fuzzed.tick(now);
            }
        }
    }

    @Test
    void redialSlowsDownButNeverBeyondItsCap() {
        LlrpRedial redial = new LlrpRedial();
        int longest = 0;
        for (int i = 0; i < 40; i++) {
            int pause = redial.pauseMs(0, bound -> bound - 1);
            assertThat(pause).isBetween(LlrpRedial.FIRST_MS / 2, LlrpRedial.CAP_MS);
            longest = Math.max(longest, pause);
        }
        assertThat(longest).isEqualTo(LlrpRedial.CAP_MS);
        assertThat(redial.pauseMs(LlrpRedial.STABLE_NANOS, bound -> 0)).isEqualTo(LlrpRedial.FIRST_MS / 2);
    }
}
