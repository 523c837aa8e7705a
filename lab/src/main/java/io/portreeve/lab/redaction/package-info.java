/** Counts what redaction (1b) finds in texts of an operator's, and how long it takes to look. */
@NullMarked
package io.portreeve.lab.redaction;

import org.jspecify.annotations.NullMarked;
