package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hubfloor.agent.StationView;
import hubfloor.agent.WallView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TreeSet;

/** The station's state as the staff page's script reads it; one line. */
public final class StationJson {
    private static final JsonFactory JSON = new JsonFactory();

    private StationJson() {}

    public static byte[] bytes(StationView view) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("device", view.device());
            json.writeStringField("light", view.message().light().name().toLowerCase(Locale.ROOT));
            json.writeStringField("reason", view.message().reason());
            json.writeStringField("words", view.message().words());
            json.writeStringField("text", view.message().text());
            json.writeNumberField("seq", view.message().seq());
            json.writeNumberField("stored", view.stored());
            json.writeNumberField("handed", view.handed());
            json.writeNumberField("confirmed", view.confirmed());
            json.writeBooleanField("receipts", view.receipts());
            json.writeBooleanField("linked", view.linked());
            json.writeStringField("linkWords", view.linkWords());
            json.writeArrayFieldStart("faults");
            for (String fault : new TreeSet<>(view.faults())) {
                json.writeString(fault);
            }
            json.writeEndArray();
            json.writeStringField("role", view.role());
            json.writeArrayFieldStart("late");
            for (String parcel : view.late()) {
                json.writeString(parcel);
            }
            json.writeEndArray();
            if (view.wall().isPresent()) {
                json.writeFieldName("wall");
                wall(json, view.wall().get());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void wall(JsonGenerator json, WallView wall) throws IOException {
        json.writeStartObject();
        json.writeStringField("slot", wall.slot());
        json.writeStringField("parcel", wall.parcel());
        json.writeBooleanField("late", wall.late());
        json.writeArrayFieldStart("slots");
        for (WallView.Slot slot : wall.slots()) {
            json.writeStartObject();
            json.writeStringField("name", slot.name());
            json.writeStringField("state", slot.state());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
