/**
 * Conversations: which one a request belongs to, what is remembered of it, and what the operator
 * says of the data in it.
 *
 * <p>Promised: what is not known of a conversation, because we were started since, because it was
 * forgotten, or because its host does not say which it is, is the worst that it may be.
 */
@NullMarked
package io.portreeve.gateway.conversations;

import org.jspecify.annotations.NullMarked;
