/**
 * An MQTT 5 broker inside the process, for the demo and for tests on machines without one.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.broker;
