/**
 * What the EPC memory of a RAIN RFID tag says, after GS1's Tag Data Standard (TDS) 1.13 and 2.x: from bits to URI,
 * GS1 element string and Digital Link. Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.epc;
