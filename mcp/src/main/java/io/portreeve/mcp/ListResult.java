package io.portreeve.mcp;

import java.util.Optional;

/** One page of a list. */
public sealed interface ListResult extends Result
    permits ToolList, PromptList, ResourceList, ResourceTemplateList {
  default Optional<String> nextCursor() {
    return Members.optionalString(json(), "nextCursor");
  }
}
