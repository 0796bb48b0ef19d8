package hubfloor.agent;

import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Trouble;

/**
 * What an RFID reader on the network says goes the way of every reader's words: readings to the taker, the rest to the
 * watch. Each tag is handed on while its connection stands, so none from before a lost one is ever told. Called by the
 * reader's thread.
 */
public final class LlrpEar implements LlrpLoop.Listener {
    private final String name;
    private final ReadingTaker taker;
    private final ScannerWatch watch;

    public LlrpEar(String name, ReadingTaker taker, ScannerWatch watch) {
        this.name = name;
        this.taker = taker;
        this.watch = watch;
    }

    @Override
    public void connected() throws InterruptedException {
        watch.connected(name);
    }

    @Override
    public void absent(String words) throws InterruptedException {
        watch.absent(name, words);
    }

    @Override
    public void lost(String words) throws InterruptedException {
        watch.lost(name);
    }

    @Override
    public void said(ReaderMessage message, long connection) throws InterruptedException {
        switch (message) {
            case Broken broken -> watch.garbled(name, broken, false);
            case Reply reply -> watch.replied(name, reply);
            case Trouble trouble -> watch.trouble(name, trouble);
            case Heartbeat alive -> {
                // the session has taken note of it
            }
            default -> {
                watch.well(name);
                taker.read(name, message);
            }
        }
    }

    @Override
    public int dueInMs() {
        return taker.dueInMs();
    }

    @Override
    public void tick() throws InterruptedException {
        taker.tick();
    }
}
