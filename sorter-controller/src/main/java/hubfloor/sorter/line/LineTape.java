package hubfloor.sorter.line;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;

/** Writes down what a line was given and did, for a replay. The line's thread; must only enqueue. */
public interface LineTape {
    /** Nothing is written down. */
    LineTape NONE = new LineTape() {
        @Override
        public void input(Input input) {}

        @Override
        public void effect(Effect effect) {}

        @Override
        public void flush() {}
    };

    /** Before the core takes it. */
    void input(Input input);

    /** After it was done. */
    void effect(Effect effect);

    /** Between two inputs, every second. */
    void flush();
}
