package hubfloor.link;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.Delivery;
import hubfloor.delivery.Effect;
import hubfloor.event.EventFamily;
import hubfloor.event.Receipt;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The duty of the link thread: take what came, tell the delivery, do what it says. One pass handles all that is in
 * the inbox. A failure anywhere in a pass is counted, costs the connection, and the loop goes on.
 */
final class LinkLoop implements Runnable {
    private static final long SECOND = 1_000_000_000L;
    /** Acknowledgements nobody waits for are looked at together: one wake-up for many. */
    private static final long GATHER = SECOND / 50;

    private static final long METRICS_EVERY = 10 * SECOND;
    private static final int PACKET_OVERHEAD = 128; // head, topic length, packet id and properties; generous
    private static final int PACKET_TOO_LARGE = 0x95;

    private final Setting setting;
    private final EventStore store;
    private final Inbox inbox;
    private final String epoch;
    private final Speaker speaker;
    private final Oddities oddities;
    private final Clock clock;
    private final Delivery delivery;
    private final Uplink uplink;
    private final Tail tail;
    private final CommandDesk commands;
    private final Deque<Effect> todo = new ArrayDeque<>();
    private final Set<Long> alarmsInFlight = new HashSet<>();
    private final ToldFaults faults = new ToldFaults();

    private boolean dialPending;
    private long dialAt;
    private boolean stateStale;
    private long handed;
    private long handedTold;
    private long metricsAt;
    private long tickAt;
    private boolean closing;
    private long closeAt;
    private boolean epochOver;
    private volatile LinkStatus status;

    /** What does not change while the link runs. */
    record Setting(
            DeviceIdentity id,
            BrokerConfig config,
            Topics topics,
            BrokerConnector connector,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow,
            HubMail mail,
            LifeSign alive) {}

    LinkLoop(Setting setting, EventStore store, Inbox inbox, Speaker speaker, Oddities oddities) {
        this.setting = setting;
        this.store = store;
        this.inbox = inbox;
        this.epoch = store.epoch();
        this.speaker = speaker;
        this.oddities = oddities;
        this.clock = setting.clock();
        this.uplink = new Uplink(setting, inbox, speaker);
        store.onCommit(inbox::committed);
        EventStore.Progress progress = store.progress();
        this.delivery = new Delivery(
                new Delivery.Settings(
                        epoch, setting.config().window(), setting.config().receiptsFrom()),
                new Delivery.Before(progress.stored(), progress.handed(), progress.receipted(), store.parked(1024)));
        this.tail = new Tail(store);
        this.commands = new CommandDesk(epoch, setting.wire(), delivery, setting.mail(), oddities);
        this.handed = progress.handed();
        this.handedTold = handed;
        this.tickAt = clock.nanos();
        this.metricsAt = tickAt + METRICS_EVERY;
        this.status = snapshot();
    }

    LinkStatus status() {
        return status;
    }

    @Override
    public void run() {
        perform(delivery.start(clock.nanos()));
        while (!epochOver && !Thread.currentThread().isInterrupted()) {
            try {
                pass(inbox.take(waitNanos(), closing ? 1 : delivery.acknowledgementsWorthWaking()));
                setting.alive().give(); // not after a failure: a loop that only fails does not go round
                if (closing && (clock.nanos() - closeAt >= 0 || isHandedOver())) {
                    break;
                }
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                oddities.count("link-" + e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
                todo.clear();
                giveUp("internal failure");
                LockSupport.parkNanos(SECOND / 10);
            }
        }
        if (epochOver) {
            uplink.close();
        } else {
            sayGoodbye();
        }
    }

    /** The store began a new epoch: nothing this loop knows holds for it. */
    boolean isEpochOver() {
        return epochOver;
    }

    private void pass(Inbox.Letters letters) {
        long now = clock.nanos();
        for (int i = 0; i < letters.acknowledged; i++) {
            acknowledged(letters.tokens[i], letters.codes[i], now);
        }
        if (letters.overrun) {
            oddities.count("acknowledgements-overrun", "more acknowledgements than publishes");
            giveUp("more acknowledgements than publishes");
        }
        letters.signals.forEach(signal -> signalled(signal, now));
        letters.messages.forEach(message -> arrived(message, now));
        letters.replies.forEach(this::answer);
        if (letters.committedThrough > 0 && !letters.committedEpoch.equals(epoch)) {
            epochOver = true;
        } else if (letters.committedThrough > 0) {
            if (uplink.isConnected()) { // else they will be read when they are sent, and would only fill the heap
                letters.committed.forEach(tail::committed);
            }
            perform(delivery.committed(letters.committedThrough, now));
        }
        if (letters.faultsChanged) {
            stateStale |= faults.ofTheDevice(letters.faults);
        }
        if (letters.close) {
            closing = true;
            closeAt = letters.closeAtNanos;
        }
        onTime(now);
        if (handed > handedTold) {
            store.handed(handed);
            handedTold = handed;
        }
        if (stateStale || uplink.isStateOld(delivery.standing(), now)) {
            publishState();
        }
        uplink.flush();
        status = snapshot();
    }

    private void onTime(long now) {
        if (dialPending && now - dialAt >= 0 && !closing) {
            dialPending = false;
            uplink.dial(delivery.standing());
        }
        if (now - tickAt >= 0) {
            tickAt = now + SECOND;
            perform(delivery.tick(now));
            if (!delivery.standing().receiptsMissing()) {
                stateStale |= faults.over(Effect.Trouble.RECEIPTS_MISSING);
            }
        }
        if (now - metricsAt >= 0) {
            metricsAt = now + METRICS_EVERY;
            uplink.mention(speaker.metrics(delivery.standing(), uplink.dials(), inbox.dropped()));
        }
    }

    private void acknowledged(long token, int code, long now) {
        if (token > 0) {
            perform(delivery.acknowledged(token, code, alarmsInFlight.remove(token), now));
        } else if (token == Uplink.STATE_TOKEN) {
            uplink.stateAcknowledged();
            if (code >= 0x80) {
                oddities.count("state-refused", "the broker refused the state message, reason " + code);
            }
        }
    }

    private void signalled(Inbox.Signal signal, long now) {
        if (!uplink.isOf(signal.generation())) {
            return;
        }
        switch (signal.what()) {
            case REACHED -> delivery.reached(now);
            case CONNECTED -> {
                uplink.connected(signal.number(), signal.other(), now);
                perform(delivery.connected(signal.number(), now));
            }
            case SUBSCRIBED -> {
                if (signal.number() >= 0x80) {
                    oddities.count("subscribe-refused", "the broker refused a subscription, reason " + signal.number());
                }
            }
            case LOST -> lost(signal.number(), signal.words(), now);
        }
    }

    private void arrived(Message message, long now) {
        try {
            Address address = setting.topics().parse(message.topic()).orElse(null);
            if (address == null || !address.device().equals(setting.id())) {
                oddities.count("message-elsewhere", "a message on a topic that is not this device's");
            } else if (address.kind() == Topics.Kind.RECEIPT) {
                Receipt receipt = setting.wire().readReceipt(message.payload());
                perform(delivery.receipt(receipt.epoch(), address.leaf(), receipt.through(), now));
            } else if (address.kind() == Topics.Kind.COMMAND) {
                byte[] reply = commands.handle(address, message, clock.stamp());
                if (reply != null) {
                    answer(new Inbox.Reply(message.responseTopic(), reply, message.correlation()));
                }
                perform(delivery.tick(now));
            }
        } catch (Malformed e) {
            oddities.count("receipt-malformed", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            oddities.count("message-" + e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private void answer(Inbox.Reply reply) {
        if (reply.topic().isEmpty()) {
            return;
        }
        if (!setting.topics().isAnswerable(setting.id(), reply.topic())) {
            oddities.count("reply-topic", "a response topic that is not ours to write to");
            return;
        }
        uplink.mention(speaker.reply(reply.topic(), reply.payload(), reply.correlation()));
    }

    private void perform(List<Effect> effects) {
        todo.addAll(effects);
        for (Effect effect = todo.poll(); effect != null; effect = todo.poll()) {
            switch (effect) {
                case Effect.Publish publish -> send(publish.seq());
                case Effect.PersistHanded h -> handed = Math.max(handed, h.through());
                case Effect.PersistReceipted r -> store.receipted(r.consumer(), r.through());
                case Effect.DialAt at -> {
                    dialPending = true;
                    dialAt = at.atNanos();
                }
                case Effect.HangUp why -> giveUp(why.why());
                case Effect.Subscribe s -> uplink.subscribe();
                case Effect.Birth b -> publishState();
                case Effect.Park park -> store.park(park.seq(), park.reasonCode());
                case Effect.Unpark u -> oddities.count("unparked", "a refused event was taken at a later try");
                case Effect.StoreOlder older -> {
                    store.receipted(older.consumer(), older.through());
                    stateStale |= faults.raise(Effect.Trouble.STORE_OLDER);
                }
                case Effect.Alarm alarm -> raise(alarm);
            }
        }
    }

    private void send(long seq) {
        if (!uplink.isConnected()) {
            return;
        }
        StoredEvent event = tail.find(seq);
        long now = clock.nanos();
        if (event == null) {
            if (tail.firstAfter() == 0) {
                delivery.unreadable(seq);
                oddities.count("store-unreadable", "the store gave nothing where something should be");
            } else {
                todo.addAll(delivery.gone(seq, tail.firstAfter() - 1, now));
            }
            return;
        }
        Publication publication = speaker.event(event);
        boolean alarm = event.event().family() == EventFamily.ALARM;
        int bytes = publication.payload().length + publication.topic().length() + PACKET_OVERHEAD;
        if (!uplink.takes(bytes)) {
            todo.addAll(delivery.acknowledged(seq, PACKET_TOO_LARGE, alarm, now));
            return;
        }
        if (alarm) {
            alarmsInFlight.add(seq);
        }
        uplink.publish(seq, publication);
    }

    private void publishState() {
        stateStale = !uplink.state(delivery.standing(), faults.all(), clock.stamp(), clock.nanos());
    }

    private @Nullable Connection lost(int code, String words, long now) {
        Connection leaving = uplink.lost(words, now);
        alarmsInFlight.clear();
        todo.clear();
        long random = setting.randomBelow().applyAsLong(Long.MAX_VALUE);
        perform(delivery.lost(code, now, random));
        return leaving;
    }

    private void giveUp(String why) {
        Connection leaving = lost(-1, why, clock.nanos());
        if (leaving != null) {
            leaving.close(false);
        }
    }

    private void raise(Effect.Alarm alarm) {
        oddities.count(alarm.trouble().word(), "an alarm was raised");
        if (alarm.trouble() == Effect.Trouble.RECEIPTS_MISSING) {
            stateStale |= faults.raise(alarm.trouble());
        }
        try {
            store.append(speaker.alarm(alarm, clock.stamp()), new Unheard(oddities));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHandedOver() {
        return !uplink.isConnected() || (delivery.isDrained() && !uplink.isStateInFlight());
    }

    private void sayGoodbye() {
        try {
            uplink.goodbye(delivery.standing(), faults.all(), clock.stamp());
            long until = clock.nanos() + SECOND;
            while (uplink.isStateInFlight() && clock.nanos() - until < 0) {
                pass(inbox.take(SECOND / 20, 1));
            }
            uplink.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            oddities.count("goodbye-" + e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
        status = snapshot();
    }

    private long waitNanos() {
        long now = clock.nanos();
        long wait = Math.min(tickAt - now, metricsAt - now);
        if (dialPending) {
            wait = Math.min(wait, dialAt - now);
        }
        if (closing || delivery.isAwaiting()) {
            wait = Math.min(wait, GATHER);
        }
        return Math.max(0, wait);
    }

    private LinkStatus snapshot() {
        return new LinkStatus(
                uplink.isConnected(),
                uplink.since(),
                uplink.dials(),
                uplink.lostWords(),
                delivery.standing(),
                faults.ofDelivery(),
                inbox.dropped(),
                oddities.counts());
    }
}
