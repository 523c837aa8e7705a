package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Servers of tests that run as processes of their own. */
final class StdioScripts {
  private StdioScripts() {}

  /** Started by {@link #command}. */
  public static void main(String[] arguments) throws IOException {
    ScriptedChild.run(script(arguments[0]), System.in, System.out);
  }

  static ChildCommand command(String name) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ChildCommand(
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            StdioScripts.class.getName(),
            name),
        Map.of("SECRET_FOR_THE_CHILD", "given"),
        Optional.empty());
  }

  private static Script script(String name) {
    String pid = String.valueOf(ProcessHandle.current().pid());
    return switch (name) {
      case "legacy" ->
          tools(
              Script.legacy("2025-11-25", "{'tools':{'listChanged':true},'logging':{}}"), "", pid);
      case "modern" ->
          tools(Script.modern("{'tools':{'listChanged':true}}"), "'resultType':'complete',", pid);
      // As servers on some SDKs do: an unknown first question ends them.
      case "touchy" ->
          tools(Script.legacy("2025-11-25", "{'tools':{}}"), "", pid)
              .on("server/discover", turn -> Runtime.getRuntime().halt(7));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Script tools(Script script, String type, String pid) {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    return script
        .on("tools/list", turn -> turn.result("{" + type + "'tools':[]}"))
        .on(
            "subscriptions/listen",
            turn -> {
              String meta = "'_meta':{'io.modelcontextprotocol/subscriptionId':" + turn.id() + "}";
              turn.notify(
                  "notifications/subscriptions/acknowledged",
                  "{" + meta + ",'notifications':{'toolsListChanged':true}}");
              turn.notify("notifications/tools/list_changed", "{" + meta + "}");
              turn.awaitCancelled();
            })
        .on(
            "tools/call",
            turn -> {
              switch (turn.params().string("name").orElse("")) {
                case "pid" -> turn.result(result(type, pid));
                case "environment" ->
                    turn.result(
                        result(
                            type,
                            String.join(",", System.getenv().keySet().stream().sorted().toList())));
                case "ask" -> {
                  String answer = turn.ask("roots/list", "{}").toString().replace("\"", "");
                  turn.result(result(type, answer));
                }
                case "junk" -> {
                  turn.raw("this is no message\n");
                  turn.result(result(type, "after junk"));
                }
                case "much junk" -> {
                  for (int i = 0; i < 100; i++) {
                    turn.raw("this is no message\n");
                  }
                }
                case "huge" -> turn.result(result(type, "x".repeat(3_000_000)));
                case "twice" -> {
                  turn.result(result(type, "first"));
                  turn.result(result(type, "second"));
                }
                case "other" -> {
                  turn.resultFor("12345", "{'content':[]}");
                  turn.result(result(type, "mine"));
                }
                case "crash" -> turn.hangUp();
                case "await hanging" -> {
                  hanging.await();
                  turn.result(result(type, "hanging"));
                }
                case "hang" -> {
                  hanging.countDown();
                  turn.awaitCancelled();
                  cancelled.countDown();
                }
                case "await cancellation" -> {
                  cancelled.await();
                  turn.result(result(type, "cancelled"));
                }
                default -> turn.error(-32602, "unknown tool");
              }
            });
  }

  private static String result(String type, String text) {
    return "{" + type + "'content':[{'type':'text','text':'" + text + "'}]}";
  }
}
