/**
 * An outside policy decision point beside our own rules (OpenID AuthZEN Authorization API 1.0): it
 * can refuse what they allow, and allow nothing that they do not.
 */
@NullMarked
package io.portreeve.gateway.authzen;

import org.jspecify.annotations.NullMarked;
