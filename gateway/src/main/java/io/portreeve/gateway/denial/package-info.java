/** What refused a message, where that is written, and what would allow it: for operators only. */
@NullMarked
package io.portreeve.gateway.denial;

import org.jspecify.annotations.NullMarked;
