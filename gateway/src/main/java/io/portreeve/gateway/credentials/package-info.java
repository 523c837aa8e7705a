/**
 * The credentials with which servers are spoken to on behalf of their users: got from authorization
 * servers, or kept for them.
 *
 * <p>Promises: what a caller showed to us is shown to the authorization server that gave it out and
 * to nobody else; whatever cannot be had, or is not what was asked for, is not had.
 */
@NullMarked
package io.portreeve.gateway.credentials;

import org.jspecify.annotations.NullMarked;
