package io.portreeve.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.portreeve.agent.Errand;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.ToolsFailure;

/** Has a tool used within an errand. That it is refused is an answer, which the model is told. */
record ErrandExecutor(Errand errand) implements ToolExecutor {
  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    return use(request).text();
  }

  @Override
  public ToolExecutionResult executeWithContext(
      ToolExecutionRequest request, InvocationContext context) {
    Turn.FromTool answer = use(request);
    return ToolExecutionResult.builder().isError(answer.failed()).resultText(answer.text()).build();
  }

  private Turn.FromTool use(ToolExecutionRequest request) {
    try {
      return errand.use(ToolForm.use(request));
    } catch (ToolsFailure gone) {
      throw new IllegalStateException("the tools cannot be reached: " + gone.getMessage(), gone);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a tool was used", interrupted);
    }
  }
}
