/**
 * One MQTT 5 connection at a time through Eclipse Paho.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.mqtt;
