/**
 * A language model for tests that thinks nothing: it says what its script says, over the real HTTP
 * of OpenAI's chat completions, Anthropic's messages and Ollama's chat, and misbehaves on demand.
 */
@NullMarked
package io.portreeve.testkit.model;

import org.jspecify.annotations.NullMarked;
