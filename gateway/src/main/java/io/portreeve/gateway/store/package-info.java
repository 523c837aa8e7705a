/**
 * What the gateway remembers between two runs, behind one small port per concern.
 *
 * <p>Promise: a write that returned is committed; a write that could not be committed threw {@link
 * io.portreeve.gateway.store.StoreUnavailable} and is never dropped in silence. Whoever needs the
 * store and cannot have it must refuse. SQL stays inside this package.
 */
@NullMarked
package io.portreeve.gateway.store;

import org.jspecify.annotations.NullMarked;
