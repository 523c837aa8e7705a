/**
 * The page about API keys: which there are, and how one is made and revoked.
 *
 * <p>Promise: the text of a key is in the answer to whoever made it, once, and nowhere else; and
 * nobody makes himself a key by which he would be more at the console than he is.
 */
@NullMarked
package io.portreeve.gateway.console.keys;

import org.jspecify.annotations.NullMarked;
