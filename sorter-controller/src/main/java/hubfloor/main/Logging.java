package hubfloor.main;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * One line a message on standard error; under systemd each line starts with the journal's priority ({@code <4>}).
 * Text from outside is stripped of control characters here, so that no barcode can forge a line.
 */
final class Logging {
    private Logging() {}

    static void install() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new LineHandler(System.err, System.getenv("JOURNAL_STREAM") != null));
        OWN.setLevel(Level.INFO);
        LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
    }

    /** Held, so that the setting is not lost when the logger is collected. */
    private static final Logger OWN = Logger.getLogger("hubfloor");

    /** Paho reports every lost connection here as well as to us; Pi4J wonders at every machine that is no Pi. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.eclipse.paho"), Logger.getLogger("com.pi4j"));

    static void defect(Throwable problem) {
        OWN.log(Level.SEVERE, "defect", problem);
    }

    private static final class LineHandler extends Handler {
        private final PrintStream out;
        private final boolean journal;
        private final SimpleFormatter text = new SimpleFormatter();

        private LineHandler(PrintStream out, boolean journal) {
            this.out = out;
            this.journal = journal;
        }

        @Override
        public void publish(LogRecord record) {
            if (!isLoggable(record)) {
                return;
            }
            String name = String.valueOf(record.getLoggerName());
            StringBuilder line = new StringBuilder(160);
            if (journal) {
                line.append('<').append(priority(record.getLevel())).append('>');
            } else {
                line.append(String.format("%tT.%<tL %-5s ", record.getMillis(), word(record.getLevel())));
            }
            line.append(name.substring(name.lastIndexOf('.') + 1)).append(": ");
            appendPrintable(line, text.formatMessage(record));
            Throwable thrown = record.getThrown();
            for (int depth = 0; thrown != null && depth < 5; depth++, thrown = thrown.getCause()) {
                appendPrintable(line.append(" <- "), thrown.toString());
                StackTraceElement[] trace = thrown.getStackTrace();
                if (trace.length > 0) {
                    line.append(" at ").append(trace[0]);
                }
            }
            out.println(line);
        }

        private static void appendPrintable(StringBuilder line, String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                line.append(Character.isISOControl(c) ? '?' : c);
            }
        }

        private static String word(Level level) {
            return level.intValue() >= Level.SEVERE.intValue()
                    ? "ERROR"
                    : level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
        }

        private static int priority(Level level) {
            return level.intValue() >= Level.SEVERE.intValue()
                    ? 3
                    : level.intValue() >= Level.WARNING.intValue()
                            ? 4
                            : level.intValue() >= Level.INFO.intValue() ? 6 : 7;
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
