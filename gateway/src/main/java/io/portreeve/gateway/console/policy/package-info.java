/**
 * The page about rules: those in force, with where they are written, and what others would have
 * meant for what was recorded.
 *
 * <p>Promise: rules that somebody tries there judge records alone; none of them is ever in force,
 * and no file that their text names is looked for.
 */
@NullMarked
package io.portreeve.gateway.console.policy;

import org.jspecify.annotations.NullMarked;
