/**
 * Calls that wait for a person, kept in the store: what is asked, and what a yes is good for.
 *
 * <p>Promised: a yes lets one call pass, of the same tool of the same server with the same
 * arguments, by the same principal through the same client and actors, under the same policy, in
 * time. A restart loses nothing and lets nothing pass.
 */
@NullMarked
package io.portreeve.gateway.approvals;

import org.jspecify.annotations.NullMarked;
