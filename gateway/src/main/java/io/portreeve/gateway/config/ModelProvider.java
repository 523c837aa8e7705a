package io.portreeve.gateway.config;

import java.net.URI;

/** Whose interface a language model is asked through. */
public enum ModelProvider {
  /** OpenAI's chat completions, which most servers of models speak. */
  OPENAI("https://api.openai.com/v1", true),
  /** Anthropic's messages. */
  ANTHROPIC("https://api.anthropic.com/v1", true),
  /** Ollama's own, on this machine unless another is named. */
  OLLAMA("http://127.0.0.1:11434", false);

  private final String usual;
  private final boolean keyed;

  ModelProvider(String usual, boolean keyed) {
    this.usual = usual;
    this.keyed = keyed;
  }

  /** Where its own maker answers. */
  public URI usualUrl() {
    return URI.create(usual);
  }

  /** Whether its own maker asks for a key. */
  public boolean keyed() {
    return keyed;
  }
}
