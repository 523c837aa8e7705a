/** Which controls are in force, and in which order: one file, a reason per line. */
@NullMarked
package io.portreeve.controls.chain;

import org.jspecify.annotations.NullMarked;
