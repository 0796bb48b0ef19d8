package hubfloor.sorter.core;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import java.util.List;
import java.util.stream.IntStream;

/** A line's config as indices and micrometres, looked up once. Immutable. */
final class Layout {
    static final int NONE = -1;
    private static final int LOOK_MS = 20;

    final LineConfig line;
    /** Indices of the check eyes in order of position, and where they are. */
    final int[] checks;

    final long[] checkUm;
    /** Per eye: its place among the check eyes, or the chute it watches; NONE otherwise. */
    final int[] checkOf;

    final int[] chuteOfEye;
    /** Per chute: the gate that leads there; its verify eye. */
    final int[] gateOf;

    final int[] eyeOfChute;
    final int[] chuteOfGate;
    final long[] gateUm;
    /** Per gate: the last check eye before it, and the first behind it among the check eyes. */
    final long[] eyeBeforeUm;

    final int[] checkAfter;
    final int beltEnd;
    final long beltUm;
    /** Where a parcel's chute is decided: the last place from which the first gate can still be used. */
    final long decisionUm;

    final long maxLengthUm;

    Layout(LineConfig line) {
        this.line = line;
        List<EyeConfig> eyes = line.eyes();
        checks = IntStream.range(0, eyes.size())
                .filter(i -> eyes.get(i).role() == EyeConfig.Role.CHECK)
                .toArray();
        checkUm = IntStream.of(checks)
                .mapToLong(i -> um(eyes.get(i).positionMm()))
                .toArray();
        checkOf = IntStream.range(0, eyes.size())
                .map(i -> IntStream.range(0, checks.length)
                        .filter(k -> checks[k] == i)
                        .findFirst()
                        .orElse(NONE))
                .toArray();
        chuteOfEye = eyes.stream()
                .mapToInt(eye -> eye.verify().map(v -> chute(line, v.chute())).orElse(NONE))
                .toArray();
        int chutes = line.chutes().size();
        eyeOfChute = IntStream.range(0, chutes).map(this::verifyEye).toArray();
        gateOf = line.chutes().stream().mapToInt(c -> gate(line, c)).toArray();
        gateUm = line.gates().stream().mapToLong(g -> um(g.positionMm())).toArray();
        chuteOfGate = IntStream.range(0, gateUm.length)
                .map(g -> IntStream.range(0, chutes)
                        .filter(c -> gateOf[c] == g)
                        .findFirst()
                        .orElse(NONE))
                .toArray();
        eyeBeforeUm = new long[gateUm.length];
        checkAfter = new int[gateUm.length];
        for (int g = 0; g < gateUm.length; g++) {
            while (checkAfter[g] < checkUm.length && checkUm[checkAfter[g]] + tolerance() < gateUm[g]) {
                eyeBeforeUm[g] = checkUm[checkAfter[g]];
                checkAfter[g]++;
            }
        }
        beltEnd = line.beltEnd().map(name -> chute(line, name)).orElse(NONE);
        beltUm = um(line.belt().lengthMm());
        maxLengthUm = um(line.tracking().maxLengthMm());
        decisionUm = gateUm.length == 0
                ? beltUm / 2
                : Math.max(1, gateUm[0] - setUp(line.gates().getFirst()));
    }

    private long setUp(GateConfig gate) {
        int millis = gate.lagMs() + gate.lagJitterMs() + LOOK_MS;
        return (long) line.belt().maxMmPerS() * millis + 2 * tolerance();
    }

    private long tolerance() {
        return um(line.tracking().toleranceMm());
    }

    private int verifyEye(int chute) {
        return IntStream.range(0, chuteOfEye.length)
                .filter(eye -> chuteOfEye[eye] == chute)
                .findFirst()
                .orElse(NONE);
    }

    static long um(int mm) {
        return mm * 1_000L;
    }

    private static int chute(LineConfig line, String name) {
        return IntStream.range(0, line.chutes().size())
                .filter(i -> line.chutes().get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no chute is called " + name));
    }

    private static int gate(LineConfig line, ChuteConfig chute) {
        return chute.gate()
                .map(name -> IntStream.range(0, line.gates().size())
                        .filter(i -> line.gates().get(i).name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no gate is called " + name)))
                .orElse(NONE);
    }

    String chuteName(int chute) {
        return chute < 0 ? "" : line.chutes().get(chute).name();
    }

    ChuteConfig.Kind kind(int chute) {
        return line.chutes().get(chute).kind();
    }
}
