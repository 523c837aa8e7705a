package io.portreeve.agent;

import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.Turn;
import java.util.function.Supplier;

/** A server that holds prompts and resources ready, all of which say the same. */
final class HeldReady {
  private HeldReady() {}

  /** A script that has two pages of prompts and of resources, and a template. */
  static Script by(Script script, Supplier<String> written) {
    return script
        .on(
            "prompts/list",
            turn -> turn.result(page(turn, "prompts", prompt("greet"), prompt("b"))))
        .on(
            "prompts/get",
            turn ->
                turn.result(
                    "{'resultType':'complete','messages':[{'role':'user','content':{'type':'text',"
                        + "'text':'"
                        + written.get()
                        + "'}},{'role':'assistant','content':{'type':'text','text':'Gladly.'}}]}"))
        .on(
            "resources/list",
            turn ->
                turn.result(
                    page(turn, "resources", resource("file:///note.txt"), resource("file:///b"))))
        .on(
            "resources/templates/list",
            turn ->
                turn.result(
                    LIST + "'resourceTemplates':[{'name':'day','uriTemplate':'diary:///{day}'}]}"))
        .on(
            "resources/read",
            turn ->
                turn.result(
                    LIST
                        + "'contents':[{'uri':'file:///note.txt','mimeType':'text/plain','text':'"
                        + written.get()
                        + "'}]}"));
  }

  private static final String LIST = "{'resultType':'complete','ttlMs':0,'cacheScope':'private',";

  private static String page(Turn turn, String list, String first, String second) {
    boolean begins = turn.params().string("cursor").isEmpty();
    return LIST
        + (begins ? "'nextCursor':'more','" : "'")
        + list
        + "':["
        + (begins ? first : second)
        + "]}";
  }

  private static String prompt(String name) {
    return "{'name':'%s','description':'Greets.','arguments':[{'name':'to','required':true}]}"
        .formatted(name);
  }

  private static String resource(String uri) {
    return "{'name':'a note','uri':'%s','description':'Of today.'}".formatted(uri);
  }
}
