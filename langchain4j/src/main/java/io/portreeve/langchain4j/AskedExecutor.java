package io.portreeve.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.portreeve.agent.Answer;
import io.portreeve.agent.Person;
import io.portreeve.agent.Question;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** A tool that a person has to agree to, each time, and with just these arguments. */
record AskedExecutor(ToolExecutor tool, Person person) implements ToolExecutor {
  private static final String REFUSED = "your user did not agree to this call; do not try it again";

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    return agreed(request) ? tool.execute(request, memoryId) : REFUSED;
  }

  @Override
  public ToolExecutionResult executeWithContext(
      ToolExecutionRequest request, InvocationContext context) {
    return agreed(request)
        ? tool.executeWithContext(request, context)
        : ToolExecutionResult.builder().isError(true).resultText(REFUSED).build();
  }

  private boolean agreed(ToolExecutionRequest request) {
    if (!(ToolForm.use(request) instanceof ToolUse.Asked use)) {
      return false;
    }
    String text = "The model wants to call " + use.name() + " with " + use.arguments();
    try {
      return person.answer(new Question(use, text, JsonObject.empty(), Optional.empty()))
          instanceof Answer.Accepted;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
