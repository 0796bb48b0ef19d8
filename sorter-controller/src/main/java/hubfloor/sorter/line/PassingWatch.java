package hubfloor.sorter.line;

import hubfloor.agent.OperatorDesk;
import hubfloor.agent.ReadingTaker;
import hubfloor.agent.ScannerWatch;
import hubfloor.fusion.ReaderSilence;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Badge;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a line's readers and its {@link ReadDesk}: hands badges to the operators' desk, everything else to the
 * line, starts and stops those that are triggered, and raises an alarm when a reader that is plugged in reads nothing
 * while the induction eye sees parcels. The line's thread only counts; alarms are written by the readers' threads.
 */
public final class PassingWatch implements ReadingTaker {
    private final ReadDesk desk;
    private final AreaTrigger trigger;
    private final ScannerWatch watch;
    private final OperatorDesk operators;
    private final ReaderSilence silence;
    private final int parcelsMax;
    private final AtomicInteger passed = new AtomicInteger();

    /**
     * @param readers the line's readers
     * @param parcelsMax parcels in a row of which a reader may read nothing; 0 = no alarm
     */
    public PassingWatch(
            ReadDesk desk,
            AreaTrigger trigger,
            ScannerWatch watch,
            OperatorDesk operators,
            Collection<String> readers,
            int parcelsMax) {
        this.desk = desk;
        this.trigger = trigger;
        this.watch = watch;
        this.operators = operators;
        this.parcelsMax = parcelsMax;
        silence = new ReaderSilence(parcelsMax);
        readers.stream().filter(desk::looksAtBelt).forEach(silence::watch);
    }

    @Override
    public void read(String reader, ReaderMessage reading) throws InterruptedException {
        if (reading instanceof Badge badge) {
            operators.badge(reader, badge);
        } else {
            if (heard(reader)) {
                watch.sees(reader);
            }
            desk.read(reader, reading);
        }
    }

    @Override
    public boolean wanted(String reader) {
        return trigger.wants(reader);
    }

    @Override
    public int lookEveryMs(String reader) {
        return trigger.triggers(reader) ? AreaTrigger.LOOK_EVERY_MS : Integer.MAX_VALUE;
    }

    private synchronized boolean heard(String reader) {
        return silence.heard(reader);
    }

    /** The induction eye saw a parcel; never waits. */
    public void parcelPassed() {
        trigger.parcelCame();
        passed.incrementAndGet();
    }

    @Override
    public void tick() throws InterruptedException {
        for (int parcels = passed.getAndSet(0); parcels > 0; parcels--) {
            for (String reader : silent()) {
                if (!watch.blind(reader, parcelsMax)) {
                    beginAnew(reader);
                }
            }
        }
    }

    private synchronized void beginAnew(String reader) {
        silence.watch(reader);
    }

    private synchronized List<String> silent() {
        return silence.parcelPassed();
    }
}
