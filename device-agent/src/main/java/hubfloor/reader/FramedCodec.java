package hubfloor.reader;

/** The {@link ReaderCodec} of a framed protocol. One thread. */
public final class FramedCodec implements ReaderCodec {
    private final FrameProtocol protocol;
    private final FrameCutter cutter;

    public FramedCodec(FrameProtocol protocol) {
        this.protocol = protocol;
        cutter = new FrameCutter(protocol, this::frame);
    }

    private void frame(byte[] buffer, int from, int length, ReaderOutput out) {
        out.frame(buffer, from, length);
        protocol.read(buffer, from, length, out);
    }

    @Override
    public void opened(ReaderOutput out) {
        cutter.reset();
        protocol.opened(out);
    }

    @Override
    public void feed(byte[] bytes, int length, ReaderOutput out) {
        cutter.feed(bytes, length, out);
    }

    @Override
    public void silence(ReaderOutput out) {
        cutter.silence(out);
    }

    @Override
    public boolean pending() {
        return cutter.pending();
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        protocol.command(command, out);
    }

    @Override
    public int pollEveryMs() {
        return protocol.pollEveryMs();
    }
}
