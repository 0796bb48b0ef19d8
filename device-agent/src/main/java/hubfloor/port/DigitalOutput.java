package hubfloor.port;

/** One output pin: a lamp, a buzzer. Calls never block; callable from one thread at a time. */
public interface DigitalOutput {
    void set(boolean high);
}
