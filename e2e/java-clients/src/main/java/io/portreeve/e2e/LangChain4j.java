package io.portreeve.e2e;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.McpPrompt;
import dev.langchain4j.mcp.client.McpResource;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** LangChain4j's own MCP client, as an agent's tool provider would use it. */
final class LangChain4j {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  public static void main(String[] args) throws Exception {
    Task task = Task.read(args[0]);
    try (McpClient client =
        DefaultMcpClient.builder()
            .transport(transport(task.target()))
            .initializationTimeout(LIMIT)
            .toolExecutionTimeout(LIMIT)
            .autoHealthCheck(false)
            .build()) {
      task.run(step -> perform(client, step));
    }
    System.exit(0);
  }

  private static McpTransport transport(Task.Target target) {
    return target.isCommand()
        ? StdioMcpTransport.builder().command(target.command()).environment(target.env()).build()
        : StreamableHttpMcpTransport.builder()
            .url(target.url())
            .customHeaders(target.headers())
            .timeout(LIMIT)
            .setHttpVersion1_1()
            .build();
  }

  private static Object perform(McpClient client, Task.Step step) throws IOException {
    return switch (step.kind()) {
      case "tools" -> client.listTools().stream().map(ToolSpecification::name).sorted().toList();
      case "resources" -> client.listResources().stream().map(McpResource::uri).sorted().toList();
      case "prompts" -> client.listPrompts().stream().map(McpPrompt::name).sorted().toList();
      case "read" -> client.readResource(step.name()).contents().toString();
      case "prompt" -> client.getPrompt(step.name(), step.arguments()).messages().toString();
      case "call" -> called(client.executeTool(request(step)));
      default -> throw new IllegalArgumentException("no such step: " + step.kind());
    };
  }

  private static ToolExecutionRequest request(Task.Step step) throws IOException {
    return ToolExecutionRequest.builder()
        .name(step.name())
        .arguments(Task.JSON.writeValueAsString(step.arguments()))
        .build();
  }

  private static Map<String, Object> called(ToolExecutionResult result) {
    return Map.of("text", result.resultText(), "isError", result.isError());
  }

  private LangChain4j() {}
}
