/**
 * Canonical Unicode, and one encoder per sink: text goes in, the text that is safe for that sink
 * comes out, with a count of everything that was found.
 *
 * <p>Every function here is pure and total: it answers for every string, it does so in time
 * proportional to the length, and encoding its own output changes nothing. Plain text is returned
 * as the same instance. What the encoders do not do is judge meaning: a sentence that lies passes.
 */
@NullMarked
package io.portreeve.controls.text;

import org.jspecify.annotations.NullMarked;
