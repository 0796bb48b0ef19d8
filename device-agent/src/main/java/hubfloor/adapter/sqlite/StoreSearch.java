package hubfloor.adapter.sqlite;

import hubfloor.event.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks events up in a store by what they say, for a person with a question. Its own read-only connection: the device
 * may be running meanwhile. There is no index for this, which every stored event would have to pay for: a search reads
 * the whole file once. One thread.
 */
public final class StoreSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSearch.class);
    private static final String COLUMNS = "SELECT seq,bits,type,boot,subject,wall_us,mono_ms,sum,data FROM event ";

    private final Path store;
    private final String epoch;
    private final Connection connection;
    private final Words words;

    private StoreSearch(Path store, Connection connection) throws SQLException {
        this.store = store;
        this.connection = connection;
        epoch = Sqlite.text(connection, "SELECT epoch FROM store");
        words = new Words(connection);
    }

    /**
     * @throws StoreRefused when the file is not a store, or one of a newer agent
     * @throws StoreUnavailable when it cannot be read
     */
    public static StoreSearch open(Path path) throws StoreRefused, StoreUnavailable {
        Path store = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(store) || store.toString().indexOf('?') >= 0) {
            throw new StoreUnavailable("there is no event store at " + store);
        }
        try {
            StoreCheck.Header header = StoreCheck.header(store);
            if (header.wrong() != null) {
                throw new StoreRefused(store + " " + header.wrong());
            }
            if (header.version() > StoreFile.VERSION) {
                throw new StoreRefused(store + " was written by a newer Hubfloor; use that one to read it");
            }
            prepareNative(store);
            Connection connection = Sqlite.reader(store);
            try {
                return new StoreSearch(store, connection);
            } catch (SQLException e) {
                Beside.closeQuietly(connection);
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(store, e.toString());
        } catch (SQLException e) {
            throw unreadable(store, Trouble.words(e));
        }
    }

    /** Where nothing may be written beside the store, the driver's own choice of directory has to do. */
    static void prepareNative(Path store) {
        try {
            Sqlite.prepareNative(store);
        } catch (IOException readOnly) {
            LOG.debug("no private directory beside the store: {}", readOnly.toString());
        }
    }

    public String epoch() {
        return epoch;
    }

    /** Events about this subject, lowest number first, at most {@code max}. */
    public List<StoredEvent> withSubject(String subject, int max) throws StoreUnavailable {
        return find("WHERE subject=? ORDER BY seq LIMIT ?", subject, max);
    }

    /** Events whose subject is any scheme's with this value. */
    public List<StoredEvent> withValue(String value, int max) throws StoreUnavailable {
        return find("WHERE substr(subject,instr(subject,'/')+1)=? AND subject<>'' ORDER BY seq LIMIT ?", value, max);
    }

    /** Events whose data holds this text, byte for byte, as JSON writes it. */
    public List<StoredEvent> containing(String text, int max) throws StoreUnavailable {
        return find("WHERE instr(data,?)>0 ORDER BY seq LIMIT ?", text.getBytes(StandardCharsets.UTF_8), max);
    }

    private List<StoredEvent> find(String where, Object argument, int max) throws StoreUnavailable {
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + where)) {
            select.setObject(1, argument);
            select.setInt(2, Math.max(0, max));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(EventRow.read(row, words, epoch));
                }
            }
        } catch (SQLException e) {
            throw unreadable(store, Trouble.words(e));
        }
        return events;
    }

    private static StoreUnavailable unreadable(Path store, String words) {
        return new StoreUnavailable("the event store " + store + " cannot be read: " + words);
    }

    @Override
    public void close() {
        Beside.closeQuietly(words);
        Beside.closeQuietly(connection);
    }
}
