package io.portreeve.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import io.portreeve.agent.langchain4j.ToolSchemas;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.ToolUse;

/** Tools as LangChain4j has them. */
final class ToolForm {
  private ToolForm() {}

  /** What a model is told of a tool. */
  static ToolSpecification specification(OfferedTool tool) {
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(ToolSchemas.of(tool.inputSchema()))
        .build();
  }

  /** What a model asks for, read as strictly as everything else. */
  static ToolUse use(ToolExecutionRequest request) {
    String arguments = request.arguments() == null ? "" : request.arguments();
    return ToolUse.read(String.valueOf(request.id()), request.name(), arguments);
  }
}
