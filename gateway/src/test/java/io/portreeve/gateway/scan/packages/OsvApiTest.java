package io.portreeve.gateway.scan.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class OsvApiTest {
  private static final Looks LOOKS = new Looks(Duration.ofMinutes(1));
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory = Path.of("");

  private volatile ScriptedHttp.Script script = OsvApiTest::osv;
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final ScriptedHttp server =
      ScriptedHttp.start((asked, wire) -> script.serve(asked, wire));
  private final OsvApi api = api(server.url(""), LONG);

  @AfterEach
  void stop() {
    pool.close();
    engine.close();
    server.close();
  }

  @Test
  void vulnerablePackage_isTold_byTheNameAndTheVersionAsked() throws Exception {
    List<Advisories.Known> known = about(component("bad"), component("good"));

    assertThat(known)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.component()).isEqualTo(component("bad"));
          assertThat(one.advisory().summary()).isEqualTo("bad is bad");
        });
    assertThat(server.next().body())
        .isEqualTo(
            """
            {"queries":[{"package":{"name":"bad","ecosystem":"npm"},"version":"1.0.0"},\
            {"package":{"name":"good","ecosystem":"npm"},"version":"1.0.0"}]}\
            """);
    assertThat(server.next().target()).isEqualTo("/v1/vulns/GHSA-bad");
  }

  @Test
  void advisory_isAskedForOnce_untilItChanges() throws Exception {
    var _ = about(component("bad"));
    var _ = about(component("bad"));
    assertThat(vulnerabilitiesAsked()).isEqualTo(1);

    script =
        (asked, wire) -> {
          if (asked.method().equals("POST")) {
            wire.json(
                200, "{\"results\":[{\"vulns\":[{\"id\":\"GHSA-bad\",\"modified\":\"later\"}]}]}");
          } else {
            osv(asked, wire);
          }
        };
    var _ = about(component("bad"));
    assertThat(vulnerabilitiesAsked()).isEqualTo(1);
  }

  /** That it was withdrawn or is worse now would else never be heard. */
  @Test
  void advisoryThatDoesNotSayWhenItChanged_isAskedForEachTime() throws Exception {
    script =
        (asked, wire) -> {
          if (asked.method().equals("POST")) {
            wire.json(200, "{\"results\":[{\"vulns\":[{\"id\":\"GHSA-bad\"}]}]}");
          } else {
            osv(asked, wire);
          }
        };

    assertThat(about(component("bad"))).hasSize(1);
    assertThat(about(component("bad"))).hasSize(1);
    assertThat(vulnerabilitiesAsked()).isEqualTo(2);
  }

  @Test
  void largeAdvisory_isNotKeptAsItWasPublished() throws Exception {
    script =
        (asked, wire) -> {
          if (asked.method().equals("POST")) {
            osv(asked, wire);
          } else {
            String details = "x".repeat(100_000);
            wire.json(200, "{\"id\":\"GHSA-bad\",\"details\":\"" + details + "\"}");
          }
        };

    assertThat(about(component("bad")).getFirst().advisory().json().toBytes())
        .hasSizeLessThan(Advisory.LARGEST_BRIEF);
  }

  @Test
  void advisoryWithALongName_isAFault() {
    script =
        (_, wire) -> {
          String vuln = "{\"id\":\"" + "a".repeat(10_000) + "\",\"modified\":\"now\"}";
          wire.json(200, "{\"results\":[{\"vulns\":[" + vuln + "]}]}");
        };

    assertThatThrownBy(() -> about(component("bad")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long a name");
  }

  @Test
  void manyPackages_areAskedAboutInTurns() throws Exception {
    Component[] many =
        IntStream.range(0, OsvApi.AT_ONCE + 1)
            .mapToObj(i -> component("good" + i))
            .toArray(Component[]::new);

    assertThat(about(many)).isEmpty();
    assertThat(server.rest())
        .extracting(one -> queries(one).size())
        .containsExactly(OsvApi.AT_ONCE, 1);
  }

  @Test
  void furtherPages_areAskedFor() throws Exception {
    script =
        (asked, wire) -> {
          if (asked.method().equals("POST") && !asked.body().contains("page_token")) {
            wire.json(200, "{\"results\":[{\"next_page_token\":\"two\"}]}");
          } else {
            osv(asked, wire);
          }
        };

    assertThat(about(component("bad"))).hasSize(1);
  }

  @Test
  void pagesWithoutEnd_areAFault() {
    script = (_, wire) -> wire.json(200, "{\"results\":[{\"next_page_token\":\"more\"}]}");

    assertThatThrownBy(() -> about(component("bad")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more pages");
  }

  @Test
  void withdrawnAdvisory_isNone() throws Exception {
    script =
        (asked, wire) -> {
          if (asked.method().equals("POST")) {
            osv(asked, wire);
          } else {
            wire.json(200, "{\"id\":\"GHSA-bad\",\"withdrawn\":\"2026-01-01T00:00:00Z\"}");
          }
        };

    assertThat(about(component("bad"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "500 ; {'results':[]}         ; HTTP 500",
        "302 ; {}                     ; HTTP 302",
        "200 ; <html>                 ; no JSON",
        "200 ; []                     ; no JSON object",
        "200 ; {}                     ; other questions",
        "200 ; {'results':[{},{}]}    ; other questions"
      })
  void answerThatIsNone_isAFault_andNeverClean(int status, String body, String why) {
    script = (_, wire) -> wire.json(status, body.replace('\'', '"'));

    assertThatThrownBy(() -> about(component("bad")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void otherAdvisoryThanWasAskedFor_isAFault() {
    script =
        (asked, wire) -> {
          if (asked.method().equals("POST")) {
            osv(asked, wire);
          } else {
            wire.json(200, "{\"id\":\"GHSA-other\"}");
          }
        };

    assertThatThrownBy(() -> about(component("bad")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another advisory");
  }

  @Test
  void apiThatHangs_isGivenUp() {
    script = (_, wire) -> wire.awaitHangUp();

    assertThatThrownBy(() ->
            api(server.url(""), Duration.ofMillis(200))
                .about(List.of(component("bad")), Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void apiThatCannotBeAsked_isAFindingOfEveryServerWithPackages() throws Exception {
    server.close();
    var servers =
        Configurations.of(
                directory,
                """
                data: ./data
                servers:
                  one: {command: [npx, -y, bad@1.0.0]}
                  two: {command: [./own]}
                """)
            .servers();

    assertThat(new PackageProbe(servers, List.of(api), LOOKS).look(Progress.NONE))
        .extracting(one -> one.rule().id() + " of " + one.server())
        .containsExactly("advisories-untold of one");
  }

  @Test
  void vulnerablePackageOfAServer_isAFinding() throws Exception {
    var servers =
        Configurations.of(
                directory, "data: ./data\nservers: {one: {command: [npx, -y, bad@1.0.0]}}\n")
            .servers();

    assertThat(new PackageProbe(servers, List.of(api), LOOKS).look(Progress.NONE))
        .extracting(Finding::evidence)
        .containsExactly("GHSA-bad: bad is bad");
  }

  private OsvApi api(URI base, Duration patience) {
    return new OsvApi(base, new Documents(pool, LONG), patience);
  }

  private List<Advisories.Known> about(Component... components) throws Exception {
    return api.about(List.of(components), Progress.NONE).known();
  }

  private long vulnerabilitiesAsked() {
    return server.rest().stream().filter(one -> one.method().equals("GET")).count();
  }

  private static Component component(String name) {
    return new Component(Ecosystem.NPM, name, "1.0.0", Path.of("package-lock.json"));
  }

  /** Knows that whatever is called {@code bad} is so. */
  private static void osv(HttpAsked asked, HttpWire wire) throws IOException {
    if (asked.method().equals("GET")) {
      wire.json(200, "{\"id\":\"GHSA-bad\",\"summary\":\"bad is bad\"}");
      return;
    }
    var results = new ArrayList<Json>();
    for (Json query : queries(asked)) {
      boolean bad = query.toString().contains("\"bad\"");
      JsonObject vuln = JsonObject.empty().with("id", "GHSA-bad").with("modified", "now");
      results.add(bad ? JsonObject.of("vulns", JsonArray.of(vuln)) : JsonObject.empty());
    }
    wire.json(200, JsonObject.of("results", JsonArray.of(results)).toString());
  }

  private static JsonArray queries(HttpAsked asked) {
    return asked.json().array("queries").orElseThrow();
  }
}
