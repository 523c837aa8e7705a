/**
 * Finds whose authority a request carries: by API key, by client certificate, or by neither.
 *
 * <p>Evidence that is presented is always checked; a bad credential is never overlooked because a
 * good one, or none at all, would have done.
 */
@NullMarked
package io.portreeve.gateway.identity;

import org.jspecify.annotations.NullMarked;
