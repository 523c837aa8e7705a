/**
 * The first page of the console: how many messages were let through and refused, why, how long they
 * took, what waits for people, and how the servers stand.
 *
 * <p>Promise: every picture says in text what it shows, and how far back it is complete.
 */
@NullMarked
package io.portreeve.gateway.console.overview;

import org.jspecify.annotations.NullMarked;
