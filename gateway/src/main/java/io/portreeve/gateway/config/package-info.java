/**
 * What the operator wrote, as immutable records: {@link Configuration} and its parts. Each part
 * stands in one file with the description of its keys, from which it is read, checked, compared,
 * documented and completed in editors.
 *
 * <p>A configuration that exists is right as a whole: every problem of a file is reported at once
 * and none is repaired. Nothing is open by default; whatever weakens Portreeve has a name that
 * begins with {@code insecure-}.
 */
@NullMarked
package io.portreeve.gateway.config;

import org.jspecify.annotations.NullMarked;
