/**
 * Models that LangChain4j's clients reach: any server of OpenAI's API, Anthropic, and Ollama. All
 * that comes back is bounded and read strictly before those clients see it: whoever serves a model
 * may be broken, or hostile.
 */
@NullMarked
package io.portreeve.agent.langchain4j;

import org.jspecify.annotations.NullMarked;
