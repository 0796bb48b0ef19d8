package hubfloor.sorter.tracking;

import hubfloor.config.model.BeltConfig;

/**
 * How far the belt has travelled since the line started, in micrometres, and how fast it runs now.
 *
 * <p>With an encoder, travel is counted pulses and nothing else: a belt that stands costs nothing. Without one
 * (declared degraded mode) it is nominal speed times the time in which the belt-running contact is closed; how the
 * belt starts and stops is then unknown, so each change of the contact costs certainty ({@link #contactChanges}).
 *
 * <p>The encoder is believed only while what it says is possible; see {@link EncoderWatch}. One thread.
 */
public final class Odometer {
    private static final long SECOND = 1_000_000_000L;
    private static final long MIN_STEP = 5_000_000L;
    private static final long MIN_SPAN = 20_000_000L;
    private static final long MAX_SPAN = 200_000_000L;
    private static final int SAMPLES = 64;
    /** Fewer pulses than this in the measured span, and rounding would show in the speed. */
    private static final int PULSES = 50;

    private final boolean encoder;
    private final long pulsesPerMetre;
    private final long nominalUmPerS;
    private final EncoderWatch watch;
    private final long[] sampleAt = new long[SAMPLES];
    private final long[] sampleUm = new long[SAMPLES];
    private int newest;
    private int samples;
    private long at;
    private long firstCount;
    private boolean started;
    private long travelUm;
    private long fineUm;
    private long speedUmPerS;
    private boolean running;
    private int contactChanges;
    private long movingNanos;
    private long briskAt;

    public Odometer(BeltConfig belt, long bootNanos) {
        encoder = belt.encoder().isPresent();
        pulsesPerMetre =
                belt.encoder().map(BeltConfig.EncoderConfig::pulsesPerMetre).orElse(1_000);
        nominalUmPerS = belt.nominalMmPerS() * 1_000L;
        watch = new EncoderWatch(belt, umPerPulse());
        at = bootNanos;
        briskAt = bootNanos;
        sampleAt[0] = bootNanos;
        samples = 1;
    }

    /** Takes note of the count at an instant. Instants before the latest known one change nothing. */
    public void advance(long atNanos, long count) {
        if (!started) {
            started = true;
            firstCount = count;
        }
        if (atNanos <= at) {
            return;
        }
        long elapsed = atNanos - at;
        long before = travelUm;
        if (encoder) {
            long um = toUm(count - firstCount);
            watch.counted(atNanos, um, travelUm, speedUmPerS);
            travelUm = Math.max(travelUm, um);
        } else if (running) {
            travelUm += elapsed * nominalUmPerS / SECOND;
        }
        if (travelUm > before || speedUmPerS > 0) {
            movingNanos += Math.min(elapsed, MAX_SPAN);
        }
        fineUm = encoder ? between(elapsed) : travelUm;
        at = atNanos;
        if (atNanos - sampleAt[newest] >= MIN_STEP) {
            newest = (newest + 1) % SAMPLES;
            samples = Math.min(samples + 1, SAMPLES);
            sampleAt[newest] = atNanos;
            sampleUm[newest] = travelUm;
            speedUmPerS = encoder ? measuredSpeed() : running ? nominalUmPerS : 0;
        }
        if (speedUmPerS >= nominalUmPerS * 9 / 10) {
            briskAt = at;
        }
    }

    /** The belt went on between two pulses; never further from the count than half a pulse. */
    private long between(long elapsed) {
        long half = umPerPulse() / 2;
        long guess = fineUm + speedUmPerS * (Math.min(elapsed, MAX_SPAN) / 1_000) / 1_000_000L;
        return Math.clamp(guess, travelUm - half, travelUm + half);
    }

    private long measuredSpeed() {
        long enough = PULSES * umPerPulse();
        int index = newest;
        for (int i = 1; i < samples; i++) {
            index = (newest - i + SAMPLES) % SAMPLES;
            long span = at - sampleAt[index];
            if (span >= MAX_SPAN || (span >= MIN_SPAN && travelUm - sampleUm[index] >= enough)) {
                break;
            }
        }
        long span = at - sampleAt[index];
        return span <= 0 ? 0 : (travelUm - sampleUm[index]) * SECOND / span;
    }

    /** The motor's contact opened or closed. */
    public void contact(long atNanos, boolean nowRunning) {
        if (running != nowRunning) {
            contactChanges++;
        }
        running = nowRunning;
        watch.contact(atNanos, nowRunning);
        if (!encoder) {
            speedUmPerS = running ? nominalUmPerS : 0;
        }
    }

    /** Travel at an instant that may lie a little behind the latest. */
    public long travelAt(long atNanos, long count) {
        if (encoder) {
            return Math.min(travelUm, toUm(count - firstCount));
        }
        long behind = Math.max(0, at - atNanos);
        return running ? travelUm - behind * nominalUmPerS / SECOND : travelUm;
    }

    public long travelUm() {
        return travelUm;
    }

    /**
     * The same to less than a pulse, for what must happen at an instant: the last place carried on with the speed, held
     * within half a pulse of the count. (Eyes know their edges by whole pulses: on average half of one too little, and
     * so does this.)
     */
    public long fineUm() {
        return fineUm;
    }

    /** Measured over the last 20 to 200 ms. */
    public long speedUmPerS() {
        return speedUmPerS;
    }

    /** The greater of the present and the nominal speed: for allowances that must hold while the belt changes speed. */
    public long brisk() {
        return Math.max(speedUmPerS, nominalUmPerS);
    }

    /** For how long the belt has now stood or crept: it may have taken so much longer than its travel says. */
    public long slowNanos() {
        return at - briskAt;
    }

    public long atNanos() {
        return at;
    }

    /** Time in which the belt moved: time-outs are counted in it, so they stand still with the belt. */
    public long movingNanos() {
        return movingNanos;
    }

    /** How often the belt-running contact changed. */
    public int contactChanges() {
        return contactChanges;
    }

    public boolean hasEncoder() {
        return encoder;
    }

    public EncoderWatch watch() {
        return watch;
    }

    public long umPerPulse() {
        return Math.max(1, 1_000_000L / pulsesPerMetre);
    }

    /** Belt travel as the encoder's count; micrometres on a line without one. */
    public long toPulses(long um) {
        return encoder ? firstCount + um * pulsesPerMetre / 1_000_000L : um;
    }

    private long toUm(long pulses) {
        return pulses * 1_000_000L / pulsesPerMetre;
    }
}
