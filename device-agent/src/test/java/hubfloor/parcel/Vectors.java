package hubfloor.parcel;

import hubfloor.testing.CsvRows;
import java.util.List;
import java.util.Map;

/** The vector files' rows and cells. */
final class Vectors {
    private Vectors() {}

    static List<Map<String, String>> rows(String file) {
        return CsvRows.of("/vectors/" + file);
    }

    static String cell(Map<String, String> row, String name) {
        return CsvRows.cell(row, name);
    }

    static boolean flag(Map<String, String> row, String name) {
        return Boolean.parseBoolean(cell(row, name));
    }
}
