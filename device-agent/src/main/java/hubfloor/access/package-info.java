/**
 * Who may say what on a hub's broker, and the broker's own settings: text from what the device files say. Pure.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.access;
