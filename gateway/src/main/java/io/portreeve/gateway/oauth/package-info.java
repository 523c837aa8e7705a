/**
 * The gateway as a resource server of OAuth 2.1: what access tokens prove, and how clients learn
 * where to get one.
 *
 * <p>Promise: a token is accepted only if a key of an issuer that the operator named signed it, or
 * that issuer vouches for it now, and it is meant for our resource, in force, and shown by whom it
 * is bound to. What cannot be checked proves nothing. A token goes nowhere else from here.
 */
@NullMarked
package io.portreeve.gateway.oauth;

import org.jspecify.annotations.NullMarked;
