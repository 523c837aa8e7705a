/**
 * Fetches what issuers, vaults, decision points and the like publish or answer.
 *
 * <p>Promise: bounded in size and in time as a whole, whatever the other end does; no redirect is
 * followed.
 */
@NullMarked
package io.portreeve.gateway.document;

import org.jspecify.annotations.NullMarked;
