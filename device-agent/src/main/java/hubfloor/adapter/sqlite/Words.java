package hubfloor.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Event types and boot ids as small numbers: a row then carries one byte where it would carry forty. Kept for ever, so
 * a row stays readable. Remembers at most {@value #REMEMBERED} words, looks the rest up. One per connection; not for
 * two threads; thrown away after an undone transaction, with what that taught.
 */
final class Words implements AutoCloseable {
    private static final int REMEMBERED = 1_024;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final PreparedStatement byText;
    private final PreparedStatement byId;
    private final PreparedStatement add;

    Words(Connection connection) throws SQLException {
        byText = connection.prepareStatement("SELECT id FROM word WHERE text=?");
        byId = connection.prepareStatement("SELECT text FROM word WHERE id=?");
        add = connection.prepareStatement("INSERT INTO word(text) VALUES(?)");
    }

    int id(String text) throws SQLException {
        Integer known = ids.get(text);
        if (known != null) {
            return known;
        }
        int id = find(text);
        if (id == 0) {
            add.setString(1, text);
            add.executeUpdate();
            id = find(text);
        }
        if (ids.size() < REMEMBERED) {
            ids.put(text, id);
        }
        return id;
    }

    boolean knows(String text) {
        return ids.containsKey(text);
    }

    String text(int id) throws SQLException {
        String known = texts.get(id);
        if (known != null) {
            return known;
        }
        byId.setInt(1, id);
        try (ResultSet row = byId.executeQuery()) {
            if (!row.next()) {
                throw new DamagedRow("word " + id + " is missing");
            }
            String text = row.getString(1);
            if (texts.size() < REMEMBERED) {
                texts.put(id, text);
            }
            return text;
        }
    }

    private int find(String text) throws SQLException {
        byText.setString(1, text);
        try (ResultSet row = byText.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        byText.close();
        byId.close();
        add.close();
    }
}
