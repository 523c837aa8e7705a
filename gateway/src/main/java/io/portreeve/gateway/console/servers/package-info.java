/**
 * The pages about servers: how each stands, what its program may touch, what it says of its tools,
 * prompts and resources, and what of that waits for somebody to look at it.
 *
 * <p>Promise: what a server wrote is shown as text, with everything in it that nobody would see;
 * and a word about a version counts for the very version that was shown with the form.
 */
@NullMarked
package io.portreeve.gateway.console.servers;

import org.jspecify.annotations.NullMarked;
