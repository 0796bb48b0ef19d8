package hubfloor.reader;

/** What the floor can ask of any reader; each driver knows its bytes. */
public enum ReaderCommand {
    /** Trigger on: begin to read (a scanner's gate, an RFID inventory). */
    START,
    /** Trigger off. */
    STOP,
    /** One answer now: one inventory round, one weight, one measurement. */
    POLL
}
