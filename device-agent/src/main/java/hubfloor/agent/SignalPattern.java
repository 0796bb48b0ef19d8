package hubfloor.agent;

import java.util.List;

/**
 * What lamp and buzzer do after a scan, as a list of steps. Green: lamp one second, one short beep. Red: three blinks
 * with long beeps, then the lamp stays red until the next scan, so that nobody walks off.
 */
record SignalPattern(List<Step> steps) {
    static final SignalPattern DARK = new SignalPattern(List.of(new Step(0, false, false, false)));
    static final SignalPattern GREEN = new SignalPattern(List.of(
            new Step(80, true, false, true), new Step(920, true, false, false), new Step(0, false, false, false)));
    static final SignalPattern RED = new SignalPattern(List.of(
            new Step(250, false, true, true),
            new Step(150, false, false, false),
            new Step(250, false, true, true),
            new Step(150, false, false, false),
            new Step(250, false, true, true),
            new Step(0, false, true, false)));

    SignalPattern {
        steps = List.copyOf(steps);
    }

    /** Levels held for a time; 0 ms holds them until the next pattern. */
    record Step(int holdMs, boolean green, boolean red, boolean buzzer) {}

    static SignalPattern of(StaffFeedback.Light light) {
        return switch (light) {
            case DARK -> DARK;
            case GREEN -> GREEN;
            case RED -> RED;
        };
    }
}
