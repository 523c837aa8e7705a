package io.portreeve.gateway.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server on standard streams that does one thing wrong; a process of its own. */
final class BadProgram {
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
          + "{'name':'look','inputSchema':{'type':'object'}}]}";

  private BadProgram() {}

  /** The command that starts it, as a configuration has it. */
  static String command(Wrong wrong) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Stream.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            BadProgram.class.getName(),
            wrong.name())
        .collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  /** What it is loaded from: it may read nothing else of ours. */
  static String classes() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(Files::exists)
        .map(path -> "\"" + path + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** What it does when a tool is called. */
  enum Wrong {
    CRASHES,
    HANGS,
    CLOSES_ITS_OUTPUT,
    SAYS_NO_JSON,
    SAYS_NO_UTF8,
    SAYS_A_LINE_WITHOUT_END,
    SAYS_AN_ARRAY,
    ANSWERS_ANOTHER,
    ANSWERS_TWICE,
    ANSWERS_BETWEEN_BLANK_LINES,
    ANSWERS_WITH_BOTH,
    ASKS_BACK,
    COMPLAINS_A_LOT,
    NOTIFIES_A_LOT,
    NOTIFIES_WITHOUT_END;

    /** Whether its caller is told that it failed. */
    boolean fails() {
      return switch (this) {
        case ANSWERS_TWICE, ANSWERS_BETWEEN_BLANK_LINES, NOTIFIES_A_LOT, COMPLAINS_A_LOT -> false;
        case CRASHES,
            HANGS,
            CLOSES_ITS_OUTPUT,
            SAYS_NO_JSON,
            SAYS_NO_UTF8,
            SAYS_A_LINE_WITHOUT_END,
            SAYS_AN_ARRAY,
            ANSWERS_ANOTHER,
            ANSWERS_WITH_BOTH,
            ASKS_BACK,
            NOTIFIES_WITHOUT_END ->
            true;
      };
    }
  }

  public static void main(String[] arguments) throws IOException {
    Wrong wrong = Wrong.valueOf(arguments[0]);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject asked = (JsonObject) Jsons.read(line.getBytes(UTF_8));
      String id = asked.get("id").map(Object::toString).orElse("");
      switch (asked.string("method").orElse("")) {
        case "tools/list" -> say(answer(id, TOOLS));
        case "tools/call" -> goWrong(wrong, id);
        default -> {}
      }
    }
  }

  private static void goWrong(Wrong wrong, String id) throws IOException {
    String fine = answer(id, text(BadAnswers.FINE));
    String never = text(BadAnswers.MARK);
    switch (wrong) {
      case CRASHES -> Runtime.getRuntime().halt(9);
      case HANGS -> {}
      case CLOSES_ITS_OUTPUT -> System.out.close();
      case SAYS_NO_JSON -> say("Traceback: " + BadAnswers.MARK);
      case SAYS_NO_UTF8 -> System.out.write(new byte[] {'"', (byte) 0xff, '"', '\n'});
      case SAYS_A_LINE_WITHOUT_END -> forever("x".repeat(10_000));
      case SAYS_AN_ARRAY -> say("[" + answer(id, never) + "]");
      case ANSWERS_ANOTHER -> say(answer("4711", never));
      case ANSWERS_TWICE -> say(fine + "\n" + answer(id, never));
      case ANSWERS_BETWEEN_BLANK_LINES -> say("\n\r\n" + fine + "\r\n\n");
      case ANSWERS_WITH_BOTH ->
          say(answer(id, never).replace("\"result\"", "\"error\":{},\"result\""));
      case ASKS_BACK -> say("{'jsonrpc':'2.0','id':1,'method':'roots/list'}".replace('\'', '"'));
      case COMPLAINS_A_LOT -> {
        complain();
        say(fine);
      }
      case NOTIFIES_A_LOT -> say(note().repeat(5_000) + fine);
      case NOTIFIES_WITHOUT_END -> forever(note());
    }
    System.out.flush();
  }

  private static String note() {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard\"}\n";
  }

  private static void complain() {
    for (int i = 0; i < 2_000; i++) {
      System.err.println("x".repeat(1_000));
    }
  }

  private static void forever(String text) {
    while (!System.out.checkError()) {
      System.out.print(text);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  private static String answer(String id, String result) {
    return ("{'jsonrpc':'2.0','id':" + id + ",'result':" + result + "}").replace('\'', '"');
  }

  static List<Wrong> all() {
    return List.of(Wrong.values());
  }
}
