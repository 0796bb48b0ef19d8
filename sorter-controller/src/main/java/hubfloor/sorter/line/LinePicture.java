package hubfloor.sorter.line;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Follows what a line says and makes a picture of it, ten times a second: for screens only, nothing is decided by it.
 * Keeps the last {@value #PARCELS_MAX} parcels. The line's thread; {@link #view} any thread.
 */
final class LinePicture {
    static final int PARCELS_MAX = 256;
    private static final long EVERY_NANOS = 100_000_000L;

    private final LineConfig line;
    private final Map<Long, Shown> parcels = new LinkedHashMap<>();
    private final long[] landed;
    private final List<String> eyes;
    private String state = "stopped";
    private String mode = "production";
    private String last = "";
    private long inducted;
    private long confirmed;
    private long exceptions;
    private long lost;
    private long publishedAt = Long.MIN_VALUE / 2;
    private long publishedTravel;
    private volatile LineView view;

    private static final class Shown {
        long startMm;
        long lengthMm = 300;
        String chute = "-";
        String state = "new";
    }

    LinePicture(LineConfig line) {
        this.line = line;
        landed = new long[line.chutes().size()];
        eyes = line.eyes().stream()
                .filter(eye -> eye.role() != EyeConfig.Role.VERIFY)
                .map(eye -> eye.name() + " " + eye.positionMm() + " "
                        + eye.role().name().toLowerCase(Locale.ROOT))
                .toList();
        view = draw(0, 0, gate -> false);
    }

    void heard(LineEvent event, LineBoard board) {
        switch (event) {
            case LineEvent.Inducted e -> {
                if (parcels.size() >= PARCELS_MAX) {
                    parcels.remove(parcels.keySet().iterator().next());
                }
                Shown shown = new Shown();
                shown.startMm =
                        travelMm(e.atNanos(), board) - line.eyes().get(e.eye()).positionMm();
                shown.state = e.unknown() ? "unknown" : "new";
                parcels.put(e.parcel(), shown);
                inducted++;
            }
            case LineEvent.Sized e -> {
                Shown shown = parcels.get(e.parcel());
                if (shown != null && e.lengthMm() > 0) {
                    shown.lengthMm = e.lengthMm();
                }
            }
            case LineEvent.Decided e -> {
                Shown shown = parcels.get(e.parcel());
                if (shown != null) {
                    shown.chute = name(e.chute());
                    shown.state = e.step().name().toLowerCase(Locale.ROOT);
                }
            }
            case LineEvent.Ended e -> ended(e);
            case LineEvent.StateChanged e -> {
                state = e.to();
                mode = e.mode();
            }
            case LineEvent.Alarm e -> last = e.about() + ": " + e.detail();
            case LineEvent.GateOutOfService e ->
                last = line.gates().get(e.gate()).name() + " is out of service: "
                        + e.reason().word();
            default -> {}
        }
    }

    private void ended(LineEvent.Ended e) {
        parcels.remove(e.parcel());
        boolean known = e.chute() >= 0 && e.chute() < landed.length;
        if (known && e.outcome() != Outcome.LOST) {
            landed[e.chute()]++;
        }
        if (e.outcome() == Outcome.LOST || e.outcome() == Outcome.UNCONFIRMED) {
            lost++;
        } else if (known && line.chutes().get(e.chute()).kind() == ChuteConfig.Kind.EXCEPTION) {
            exceptions++;
        } else if (e.outcome() == Outcome.CONFIRMED) {
            confirmed++;
        }
    }

    private String name(int chute) {
        return chute >= 0 && chute < landed.length ? line.chutes().get(chute).name() : "-";
    }

    /** Without an encoder positions are not drawn exactly: the belt is taken to run at its nominal speed. */
    private long travelMm(long nanos, LineBoard board) {
        BeltConfig belt = line.belt();
        return belt.encoder().isPresent()
                ? board.countAt(nanos) * 1_000 / belt.encoder().get().pulsesPerMetre()
                : nanos / 1_000_000 * belt.nominalMmPerS() / 1_000;
    }

    void publish(long now, LineBoard board, GateOutputs outputs) {
        if (now - publishedAt < EVERY_NANOS) {
            return;
        }
        long travel = travelMm(now, board);
        long speed = (travel - publishedTravel) * 1_000_000_000L / Math.max(1, now - publishedAt);
        publishedAt = now;
        publishedTravel = travel;
        view = draw(travel, speed, outputs::active);
    }

    private LineView draw(long travel, long speed, java.util.function.IntPredicate active) {
        List<String> shown = new ArrayList<>(parcels.size());
        parcels.forEach((number, p) ->
                shown.add(number + " " + (travel - p.startMm) + " " + p.lengthMm + " " + p.chute + " " + p.state));
        List<String> gates = new ArrayList<>();
        for (int i = 0; i < line.gates().size(); i++) {
            GateConfig gate = line.gates().get(i);
            gates.add(gate.name() + " " + gate.positionMm() + " " + active.test(i) + " " + chuteOf(gate));
        }
        List<String> chutes = new ArrayList<>();
        for (int i = 0; i < landed.length; i++) {
            ChuteConfig chute = line.chutes().get(i);
            chutes.add(chute.name() + " " + landed[i] + " "
                    + chute.kind().name().toLowerCase(Locale.ROOT) + " " + positionOf(chute));
        }
        return new LineView(
                state,
                mode,
                line.belt().lengthMm(),
                Math.max(0, speed),
                inducted,
                confirmed,
                exceptions,
                lost,
                shown,
                gates,
                eyes,
                chutes,
                last);
    }

    private String chuteOf(GateConfig gate) {
        return line.chutes().stream()
                .filter(chute -> chute.gate().filter(gate.name()::equals).isPresent())
                .map(ChuteConfig::name)
                .findFirst()
                .orElse("-");
    }

    private int positionOf(ChuteConfig chute) {
        return line.gates().stream()
                .filter(gate -> chute.gate().filter(gate.name()::equals).isPresent())
                .mapToInt(GateConfig::positionMm)
                .findFirst()
                .orElse(line.belt().lengthMm());
    }

    LineView view() {
        return view;
    }
}
