/** The agent in a terminal: what is typed, and what is shown of a conversation. */
@NullMarked
package io.portreeve.agent.chat;

import org.jspecify.annotations.NullMarked;
