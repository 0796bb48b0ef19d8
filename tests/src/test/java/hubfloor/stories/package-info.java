/**
 * What a scan station promises, told as stories and fault campaigns against the packaged program.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.stories;
