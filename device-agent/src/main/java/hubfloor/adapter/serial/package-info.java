/**
 * Serial ports through jSerialComm.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.serial;
