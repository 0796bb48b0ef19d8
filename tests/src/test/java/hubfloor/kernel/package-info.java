/**
 * What is held on a real kernel, inside the machine that kernel/accept.sh boots; classes named *Guest run only there.
 */
package hubfloor.kernel;
