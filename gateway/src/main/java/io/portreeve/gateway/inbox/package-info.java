/**
 * The page on which people answer whether a call may be made: who signed in there, what he may see,
 * and what he may say.
 *
 * <p>Promise: nobody sees or answers a question that is not asked of him; an answer counts only if
 * it was given on a page of ours, by whoever signed in, in the browser that he did it in; and what
 * others wrote is shown as text, with everything in it that nobody would see.
 */
@NullMarked
package io.portreeve.gateway.inbox;

import org.jspecify.annotations.NullMarked;
