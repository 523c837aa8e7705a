package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.headers.ParamFields;

/** Port: which arguments of a tool its pinned definition repeats in header fields. */
@FunctionalInterface
public interface ParamMarks {
  ParamFields.Marks of(Doorway.Entry.Open entry, CallTool call) throws InterruptedException;
}
