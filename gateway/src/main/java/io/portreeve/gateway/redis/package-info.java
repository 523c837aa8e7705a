/**
 * What all nodes must know of the moment, in a Redis or Valkey that they share.
 *
 * <p>Promise: what cannot be asked within its deadline throws {@link
 * io.portreeve.gateway.store.StoreUnavailable}, and the caller refuses. What is kept there is
 * believed only as long as the server that took it runs without a break: one that started anew may
 * have forgotten the newest of it. The client library stays inside this package.
 */
@NullMarked
package io.portreeve.gateway.redis;

import org.jspecify.annotations.NullMarked;
