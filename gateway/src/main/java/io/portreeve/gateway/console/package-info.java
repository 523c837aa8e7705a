/**
 * The console: pages on which people see what the gateway does, and do what is theirs to do. Who is
 * there, what he may see, what is around every page, and how a further page joins.
 *
 * <p>Promise: nobody sees or does anything without a role for it; whoever is signed in gets the
 * same answer from a page that is not his as from one that does not exist, and whoever is not is
 * asked to sign in at either; what is sent counts only if it was given on a page of ours, to
 * whoever signed in, in the browser that he did it in.
 */
@NullMarked
package io.portreeve.gateway.console;

import org.jspecify.annotations.NullMarked;
