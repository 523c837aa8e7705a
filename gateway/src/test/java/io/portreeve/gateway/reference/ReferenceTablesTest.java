package io.portreeve.gateway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.tables.Rows;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables name what the code has, and nothing else. */
class ReferenceTablesTest {
  private static final Path OURS = Path.of("src", "main", "java");
  private static final Path CONTROLS = Path.of("..", "controls", "src", "main", "java");
  private static final Pattern MITIGATES = Pattern.compile("return Mitigation\\.([A-Z_]+);");
  private static final Pattern GIVEN = Pattern.compile("Reason\\.([A-Z_]+)");
  private static final Pattern FAMILY =
      Pattern.compile("page\\s*\\.(counter|gauge|histogram)\\(\\s*\"([a-z_0-9]+)\"");
  private static final Pattern OTLP = Pattern.compile("\"(mcp\\.[a-z]+\\.operation\\.duration)\"");
  private static final Pattern LOGGER =
      Pattern.compile(
          "(?:getLogger\\(\\s*\"io\\.portreeve\\.|log\\.(?:info|warning)\\(\\s*\")([^\"]+)\"");
  private static final Pattern RECORDED =
      Pattern.compile(
          "(?:AuditEntry\\s*\\.event|record|require)\\(\\s*\"([a-z]+-[a-z-]+)\""
              + "|note\\(\\s*(?:session,\\s*)?(?:[a-z.()]+ \\? )?\"([a-z]+-[a-z-]+)\"");
  private static final Pattern DASHED = Pattern.compile("\"([a-z]+-[a-z-]+)\"");
  private static final Pattern FIELD = Pattern.compile("(?:put|with)\\(\"([a-z-]+)\"");

  private static Map<String, String> sources(Path root) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }

  private static Stream<MatchResult> found(Pattern pattern) throws IOException {
    return sources(OURS).values().stream().flatMap(text -> pattern.matcher(text).results());
  }

  private static List<String> column(String table, int at) {
    return Rows.of(MetricReference.class, table).stream().map(row -> row.get(at)).toList();
  }

  @Test
  void everyReason_hasARow_inTheOrderOfReasons() {
    assertThat(column(ReasonReference.BY, 0))
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::wire).toList());
  }

  @Test
  void whatAControlGives_isSaidOfThatControl_andItsMitigation() throws IOException {
    Map<String, String> by =
        Rows.of(MetricReference.class, ReasonReference.BY).stream()
            .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    Map<String, String> sources = sources(CONTROLS);

    sources.forEach((name, text) -> {
      var mitigates = MITIGATES.matcher(text);
      if (mitigates.find()) {
        String who = Mitigation.valueOf(mitigates.group(1)).id() + " " + name;
        GIVEN
            .matcher(text)
            .results()
            .map(hit -> Reason.valueOf(hit.group(1)))
            .filter(reason -> reason != Reason.NOT_CONCERNED)
            .forEach(reason -> assertThat(by.get(reason.wire())).as("" + reason).contains(who));
      }
    });
    by.values().stream()
        .flatMap(cell -> Stream.of(cell.split(", ")))
        .filter(cell -> cell.matches("[0-9]+[ab]? [A-Z][A-Za-z]+"))
        .filter(cell -> !cell.endsWith(" TLS"))
        .forEach(cell -> assertThat(sources).containsKey(cell.replaceFirst(".* ", "")));
  }

  @Test
  void everyMetric_hasARow_ofItsKind() throws IOException {
    List<String> families =
        found(FAMILY)
            .map(hit ->
                hit.group(2) + (hit.group(1).equals("counter") ? "_total " : " ") + hit.group(1))
            .toList();
    List<String> told = found(OTLP).map(hit -> hit.group(1) + " histogram").distinct().toList();

    assertThat(
            Rows.of(MetricReference.class, MetricReference.TABLE).stream()
                .map(row -> row.get(1) + " " + row.get(2)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(families.stream(), told.stream()).toList());
  }

  @Test
  void everyEventOfOurOwnLog_hasARow() throws IOException {
    var named =
        found(LOGGER).map(hit -> hit.group(1)).collect(Collectors.toCollection(TreeSet::new));
    named.addAll(List.of("library", "exchange.refused", "exchange.needs-approval"));

    assertThat(column(EventReference.LOGGED, 0)).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void everyEventOfTheAuditLog_hasARow_andEachRowStandsInTheCode() throws IOException {
    List<String> rows = column(EventReference.RECORDED, 0);
    String all = String.join("\n", sources(OURS).values());

    assertThat(found(RECORDED).map(hit -> hit.group(1) == null ? hit.group(2) : hit.group(1)))
        .hasSizeGreaterThan(25)
        .isSubsetOf(rows);
    assertThat(DASHED.matcher(String.valueOf(sources(OURS).get("GatewayEvents"))).results())
        .extracting(hit -> hit.group(1))
        .isSubsetOf(rows);
    assertThat(rows)
        .doesNotHaveDuplicates()
        .allSatisfy(row -> assertThat(all).contains("\"" + row + "\""));
  }

  @Test
  void everyFieldOfARecord_isExplained() throws IOException {
    Map<String, String> sources = sources(OURS.resolve("io/portreeve/gateway/recording"));
    String page = EventReference.markdown();

    Stream.of("Records", "Standing", "FlowFields")
        .flatMap(name -> FIELD.matcher(String.valueOf(sources.get(name))).results())
        .map(hit -> hit.group(1))
        .forEach(field -> assertThat(page).contains("`" + field + "`"));
    Arrays.stream(Outcome.Ending.values())
        .map(ending -> ending.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .forEach(ending -> assertThat(page).contains("`" + ending + "`"));
  }
}
