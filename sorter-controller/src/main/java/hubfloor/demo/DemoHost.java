package hubfloor.demo;

import hubfloor.central.BrokerSession;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.event.EventFamily;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A warehouse system that a line asks where its parcels go: answers each question with one of the line's outbound
 * chutes, as the contract has it, on its own thread {@code host}.
 */
final class DemoHost {
    private static final int WAITING_MAX = 256;
    private static final Logger LOG = LoggerFactory.getLogger(DemoHost.class);

    private final String topic;
    private final List<String> chutes;
    private final BrokerSession session;
    private final WireFormat wire;
    private final LongUnaryOperator randomBelow;
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final Thread thread;
    private long asked;
    private volatile boolean stopping;

    DemoHost(
            DeviceConfig line, BrokerConnector connector, WireFormat wire, Clock clock, LongUnaryOperator randomBelow) {
        Topics topics = new Topics(line.broker().topicPrefix());
        topic = topics.command(line.identity(), "assign");
        chutes = line.line().orElseThrow().chutes().stream()
                .filter(chute -> chute.kind() == ChuteConfig.Kind.NORMAL)
                .map(ChuteConfig::name)
                .toList();
        this.wire = wire;
        this.randomBelow = randomBelow;
        session = new BrokerSession(
                connector, clock, randomBelow, "host", List.of(topics.event(line.identity(), EventFamily.SORT)));
        thread = Thread.ofPlatform().name("host").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                session.pass(50, this::heard);
                while (!answers.isEmpty()
                        && session.publish(
                                new Publication(topic, answers.peek(), 1, false, "application/json", new byte[0]))) {
                    answers.remove();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    private void heard(Message message) {
        try {
            ReceivedEvent event = wire.readEvent(message.payload());
            if (!event.is("sort.asked.v1") || answers.size() >= WAITING_MAX) {
                return;
            }
            Map<String, Object> question = wire.readData(event);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", "host-" + ++asked);
            answer.put("parcel", String.valueOf(question.get("parcel")));
            answer.put("chute", chutes.get((int) randomBelow.applyAsLong(chutes.size())));
            answers.add(wire.flat(answer));
        } catch (Malformed e) {
            LOG.warn("a question that is none: {}", e.getMessage());
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join(2_000);
    }
}
