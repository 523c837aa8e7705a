/** Scans: looks at configuration, definitions and programs for what is weak or turned bad. */
@NullMarked
package io.portreeve.gateway.scan;

import org.jspecify.annotations.NullMarked;
