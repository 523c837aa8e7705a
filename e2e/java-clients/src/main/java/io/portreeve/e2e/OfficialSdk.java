package io.portreeve.e2e;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/** The official Java SDK, which speaks the stateful revisions up to 2025-11-25. */
final class OfficialSdk {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  public static void main(String[] args) throws Exception {
    Task task = Task.read(args[0]);
    try (McpSyncClient client = client(task.target())) {
      client.initialize();
      task.run(step -> perform(client, step));
    }
    System.exit(0);
  }

  private static McpClientTransport transport(Task.Target target) {
    if (target.isCommand()) {
      ServerParameters parameters =
          ServerParameters.builder(target.command().get(0))
              .args(target.command().subList(1, target.command().size()))
              .env(target.env())
              .build();
      return new StdioClientTransport(parameters, Task.JSON);
    }
    URI uri = URI.create(target.url());
    String origin = uri.getScheme() + "://" + uri.getAuthority();
    HttpRequest.Builder requests = HttpRequest.newBuilder();
    target.headers().forEach(requests::header);
    return target.isSse()
        ? HttpClientSseClientTransport.builder(origin)
            .sseEndpoint(uri.getPath())
            .requestBuilder(requests)
            .build()
        : HttpClientStreamableHttpTransport.builder(origin)
            .endpoint(uri.getPath())
            .requestBuilder(requests)
            .build();
  }

  private static McpSyncClient client(Task.Target target) {
    McpSchema.ClientCapabilities.Builder capabilities =
        McpSchema.ClientCapabilities.builder().sampling().elicitation(true, false);
    return McpClient.sync(transport(target))
        .requestTimeout(LIMIT)
        .initializationTimeout(LIMIT)
        .capabilities(
            target.roots().isEmpty() ? capabilities.build() : capabilities.roots(true).build())
        .roots(target.roots().stream().map(uri -> McpSchema.Root.builder(uri).build()).toList())
        .elicitation(request ->
            McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                .content(Map.of("name", "Ada"))
                .build())
        .sampling(request ->
            McpSchema.CreateMessageResult.builder(
                    McpSchema.Role.ASSISTANT, "sampled words", "a-model")
                .build())
        .build();
  }

  private static Object perform(McpSyncClient client, Task.Step step) {
    return switch (step.kind()) {
      case "tools" -> client.listTools();
      case "resources" -> client.listResources();
      case "prompts" -> client.listPrompts();
      case "read" -> client.readResource(new McpSchema.ReadResourceRequest(step.name()));
      case "prompt" ->
          client.getPrompt(new McpSchema.GetPromptRequest(step.name(), step.arguments()));
      case "call" -> client.callTool(new McpSchema.CallToolRequest(step.name(), step.arguments()));
      default -> throw new IllegalArgumentException("no such step: " + step.kind());
    };
  }

  private OfficialSdk() {}
}
