package hubfloor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every driver promises, the house's and a vendor's. A subclass brings a driver and bytes its reader really sends;
 * nothing else is needed to know whether the driver may be plugged in.
 */
public abstract class ReaderCodecContract {
    private static final long SEED = 20261122;

    /** A new driver, as the floor would open it. */
    protected abstract ReaderCodec fresh();

    /** Good frames as a reader sends them, at least two; each makes at least one message, and none of them is broken. */
    protected abstract List<byte[]> frames();

    @Test
    protected void everyGoodFrameIsTold() {
        for (byte[] frame : frames()) {
            assertThat(said(fresh(), frame.length, frame)).isNotEmpty().noneMatch(Broken.class::isInstance);
        }
    }

    @Test
    protected void itDoesNotMatterHowBytesArrive() {
        byte[] all = joined(frames());
        List<ReaderMessage> whole = said(fresh(), all.length, all);
        for (int piece = 1; piece < all.length; piece++) {
            assertThat(said(fresh(), piece, all)).as("pieces of %d", piece).isEqualTo(whole);
        }
    }

    @Test
    protected void thousandRandomCutsMakeNoDifference() {
        byte[] all = joined(frames());
        List<ReaderMessage> whole = said(fresh(), all.length, all);
        Random random = new Random(SEED);
        for (int round = 0; round < 1000; round++) {
            List<ReaderMessage> said = new ArrayList<>();
            ReaderCodec codec = fresh();
            for (int at = 0; at < all.length; ) {
                int n = 1 + random.nextInt(all.length - at);
                codec.feed(Arrays.copyOfRange(all, at, at + n), n, said::add);
                at += n;
            }
            codec.silence(said::add);
            assertThat(said).as("seed %d, round %d", SEED, round).isEqualTo(whole);
        }
    }

    @Test
    protected void noiseBehindAFrameDoesNotCostIt() {
        Random random = new Random(SEED);
        byte[] frame = frames().getFirst();
        List<ReaderMessage> alone = said(fresh(), frame.length, frame);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[1 + random.nextInt(40)];
            random.nextBytes(noise);
            byte[] noisy = joined(List.of(frame, noise));
            assertThat(said(fresh(), 1 + random.nextInt(noisy.length), noisy))
                    .as("seed %d, round %d", SEED, round)
                    .startsWith(alone.toArray(ReaderMessage[]::new));
        }
    }

    @Test
    protected void silenceEndsAHalfFrameAndTheNextIsRead() {
        List<byte[]> frames = frames();
        byte[] next = frames.getLast();
        List<ReaderMessage> alone = said(fresh(), next.length, next);
        byte[] first = frames.getFirst();
        for (int cut = 1; cut < first.length; cut++) {
            ReaderCodec codec = fresh();
            said(codec, cut, Arrays.copyOf(first, cut));
            assertThat(codec.pending())
                    .as("held after a silence, cut at %d", cut)
                    .isFalse();
            assertThat(said(codec, next.length, next))
                    .as("after a half frame of %d", cut)
                    .isEqualTo(alone);
        }
    }

    @Test
    protected void frameIsFoundBehindNoiseAndSilence() {
        Random random = new Random(SEED);
        byte[] next = frames().getLast();
        List<ReaderMessage> alone = said(fresh(), next.length, next);
        for (int round = 0; round < 200; round++) {
            ReaderCodec codec = fresh();
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            said(codec, 1 + random.nextInt(noise.length), noise);
            assertThat(said(codec, next.length, next))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(alone);
        }
    }

    /** A port that went away took its half frame along. */
    @Test
    protected void openingAgainForgetsWhatWasUnderWay() {
        List<byte[]> frames = frames();
        byte[] next = frames.getLast();
        byte[] first = frames.getFirst();
        ReaderCodec codec = fresh();
        List<ReaderMessage> said = new ArrayList<>();
        codec.opened(said::add);
        codec.feed(first, first.length - 1, said::add);
        said.clear();
        codec.opened(said::add);
        codec.feed(next, next.length, said::add);
        codec.silence(said::add);
        assertThat(said).isEqualTo(said(fresh(), next.length, next));
    }

    @Test
    protected void noInputThrowsAndNothingIsHeldForEver() {
        Random random = new Random(SEED);
        List<byte[]> frames = frames();
        for (int round = 0; round < 2000; round++) {
            ReaderCodec codec = fresh();
            byte[] bytes = frames.get(random.nextInt(frames.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            codec.opened(message -> {});
            said(codec, 1 + random.nextInt(bytes.length), bytes);
            for (ReaderCommand command : ReaderCommand.values()) {
                codec.command(command, message -> {});
            }
            assertThat(codec.pending()).as("seed %d, round %d", SEED, round).isFalse();
        }
    }

    private static List<ReaderMessage> said(ReaderCodec codec, int pieceMax, byte[] bytes) {
        List<ReaderMessage> said = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += pieceMax) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceMax));
            codec.feed(piece, piece.length, said::add);
            Arrays.fill(piece, (byte) 0x55);
        }
        codec.silence(said::add);
        return said;
    }

    private static byte[] joined(List<byte[]> frames) {
        byte[] all = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        return all;
    }
}
