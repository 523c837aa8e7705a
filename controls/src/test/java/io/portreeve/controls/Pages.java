package io.portreeve.controls;

import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.Jsons;

/** Pages of lists with two entries each: one called {@code seen} and one called {@code secret}. */
public final class Pages {
  private Pages() {}

  public static ToolList tools() {
    return new ToolList(
        Jsons.object(
            "{'resultType':'complete','tools':[{'name':'seen','inputSchema':{}},"
                + "{'name':'secret','inputSchema':{}}],'nextCursor':'c','x':1}"));
  }

  public static PromptList prompts() {
    return new PromptList(
        Jsons.object("{'resultType':'complete','prompts':[{'name':'seen'},{'name':'secret'}]}"));
  }

  public static ResourceList resources() {
    return new ResourceList(
        Jsons.object(
            "{'resultType':'complete','resources':[{'name':'a','uri':'seen'},"
                + "{'name':'b','uri':'secret'}]}"));
  }

  public static ResourceTemplateList templates() {
    return new ResourceTemplateList(
        Jsons.object(
            "{'resultType':'complete','resourceTemplates':[{'name':'a','uriTemplate':'seen'},"
                + "{'name':'b','uriTemplate':'secret'}]}"));
  }
}
