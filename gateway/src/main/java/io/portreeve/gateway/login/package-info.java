/**
 * The gateway as an OAuth client: users log in at servers, each for themselves.
 *
 * <p>Promise: whatever a server names (its metadata, an authorization server, an endpoint) is an
 * attacker's word until it was checked; nothing is sent to an authorization server that another one
 * gave us, no token to a server that it was not asked for, and none is kept for anybody but the
 * person who called and who also finished the login. What cannot be checked ends the login.
 */
@NullMarked
package io.portreeve.gateway.login;

import org.jspecify.annotations.NullMarked;
