/** Turns what the journey decided into records of the audit journal, redacted to their shape. */
@NullMarked
package io.portreeve.gateway.recording;

import org.jspecify.annotations.NullMarked;
