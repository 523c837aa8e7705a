package io.portreeve.agent.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.portreeve.agent.model.Model;
import io.portreeve.gateway.keys.Secret;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Makes models that are reached over HTTP. */
public final class ModelClients {
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private ModelClients() {}

  /**
   * A model; nothing is sent before it is asked. It follows no redirect, and may be asked by
   * several threads at once.
   */
  public static Model of(ServedModel served) {
    HttpClient transport =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(
                served.url().getScheme().equals("https")
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .build();
    return new ClientModel(
        clients(served),
        ears(served.provider()),
        transport,
        served.limits(),
        new ErrorWords(served.key()));
  }

  private static ClientModel.Clients clients(ServedModel served) {
    return switch (served.provider()) {
      case OPENAI -> openAi(served);
      case ANTHROPIC -> anthropic(served);
      case OLLAMA -> ollama(served);
    };
  }

  private static Supplier<Ear> ears(Provider provider) {
    return switch (provider) {
      case OPENAI -> OpenAiEar::new;
      case ANTHROPIC -> AnthropicEar::new;
      case OLLAMA -> OllamaEar::new;
    };
  }

  private static ClientModel.Clients openAi(ServedModel served) {
    return http ->
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(served.url().toString())
            .apiKey(served.key().map(Secret::revealText).orElse(null))
            .modelName(served.name())
            .build();
  }

  private static ClientModel.Clients anthropic(ServedModel served) {
    return http ->
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(served.url().toString())
            .apiKey(served.key().map(Secret::revealText).orElse(""))
            .modelName(served.name())
            .maxTokens(served.limits().tokens())
            .build();
  }

  private static ClientModel.Clients ollama(ServedModel served) {
    Map<String, String> key =
        served
            .key()
            .map(it -> Map.of("Authorization", "Bearer " + it.revealText()))
            .orElse(Map.of());
    return http ->
        OllamaStreamingChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(served.url().toString())
            .customHeaders(key)
            .modelName(served.name())
            .build();
  }
}
