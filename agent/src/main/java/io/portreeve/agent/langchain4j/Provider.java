package io.portreeve.agent.langchain4j;

import java.net.URI;

/** Which API a model is reached by. */
public enum Provider {
  /** Chat completions, by OpenAI or anybody who speaks the same. */
  OPENAI("https://api.openai.com/v1"),
  /** Anthropic's messages. */
  ANTHROPIC("https://api.anthropic.com/v1"),
  /** Ollama's chat, of this machine unless it is told otherwise. */
  OLLAMA("http://127.0.0.1:11434");

  private final URI usual;

  Provider(String usual) {
    this.usual = URI.create(usual);
  }

  /** Where it is served unless somebody says otherwise. */
  public URI usual() {
    return usual;
  }
}
