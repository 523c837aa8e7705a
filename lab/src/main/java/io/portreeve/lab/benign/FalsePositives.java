package io.portreeve.lab.benign;

import io.portreeve.controls.insecureinput.AddressResolver;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.controls.insecureinput.PathResolver;
import io.portreeve.mcp.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command {@code portreeve lab false-positives}: what of honest arguments is refused, counted;
 * no text of them is printed. Names of hosts are taken for public ones, since nobody is asked.
 */
public final class FalsePositives {
  private static final String USAGE =
      "usage: portreeve lab false-positives [--tools FILE --calls FILE] [--texts FILE] [--json]";

  private FalsePositives() {}

  /** Runs it, and gives its exit status: 2 for a wrong call, 1 for a file that cannot be read. */
  public static int run(List<String> options, PrintStream out) {
    List<String> left = new ArrayList<>(options);
    boolean json = left.remove("--json");
    Optional<Path> tools = file("--tools", left);
    Optional<Path> calls = file("--calls", left);
    Optional<Path> texts = file("--texts", left);
    boolean nothing = calls.isEmpty() && texts.isEmpty();
    if (!left.isEmpty() || nothing || tools.isPresent() != calls.isPresent()) {
      out.println(USAGE);
      return left.equals(List.of("--help")) ? 0 : 2;
    }
    try {
      print(table(tools, calls, texts), json, out);
      return 0;
    } catch (IOException unreadable) {
      out.println("portreeve: " + unreadable.getMessage());
      return 1;
    }
  }

  private static Table table(Optional<Path> tools, Optional<Path> calls, Optional<Path> texts)
      throws IOException {
    ArgumentJudge judge =
        new ArgumentJudge(PathResolver.unseen(), AddressResolver.unasked(), Ownership.none());
    Table table = new Table();
    if (tools.isPresent() && calls.isPresent()) {
      Json definitions = LineFile.whole(tools.get());
      new Calls(judge, definitions).judge(calls.get(), table);
    }
    if (texts.isPresent()) {
      new Texts(judge).judge(texts.get(), table);
    }
    return table;
  }

  private static void print(Table table, boolean json, PrintStream out) {
    if (!json) {
      out.println(Row.head());
    }
    table.rows().forEach(row -> out.println(json ? row.toJson().toString() : row.text()));
  }

  private static Optional<Path> file(String option, List<String> options) {
    int at = options.indexOf(option);
    if (at < 0 || at + 1 >= options.size()) {
      return Optional.empty();
    }
    Optional<Path> file = Optional.of(Path.of(options.get(at + 1)));
    options.subList(at, at + 2).clear();
    return file;
  }
}
