package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsoleRig;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.login.LoginBrowser;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may open which page of the console: every page, and every role. */
@Timeout(120)
class ConsoleRightsTest {
  private static final String REFUSED = "There is no such page.";
  private static final Set<ConsoleRole> ALL = Set.of(ConsoleRole.values());
  private static final Set<ConsoleRole> OPERATOR = Set.of(ConsoleRole.OPERATOR);
  private static final Set<ConsoleRole> AUDITOR = Set.of(ConsoleRole.AUDITOR);

  /** By the path of each page. */
  private static final Map<String, Set<ConsoleRole>> PAGES =
      Map.ofEntries(
          Map.entry("/console/overview", ALL),
          Map.entry("/console/decisions", ALL),
          Map.entry("/console/decisions/one", ALL),
          Map.entry("/console/servers", ALL),
          Map.entry("/console/server", ALL),
          Map.entry("/console/definition", ALL),
          Map.entry("/console/findings", ALL),
          Map.entry("/console/conversations", ALL),
          Map.entry("/console/conversation", ALL),
          Map.entry("/console/policy", OPERATOR),
          Map.entry("/console/keys", OPERATOR),
          Map.entry("/console/audit", AUDITOR));

  /** What is no page of this kind: the ways in and out, and what has tests of its own. */
  private static final Set<String> OTHERS =
      Set.of(
          "/console",
          "/console/",
          "/console/sign-in",
          "/console/signed-in",
          "/console/sign-out",
          "/console/live.js",
          "/console/audit/export",
          "/approvals",
          "/approvals/state",
          "/approvals/call");

  @Test
  void everyPageThatIsServed_hasARowHere(@TempDir Path data) throws Exception {
    Configuration configuration =
        Configurations.of(
            "data: " + data + "\nservers: {a: {command: [b]}}\nconsole: {keys: true}");
    try (Parts parts =
        Parts.open(
            configuration, new SecretSource(_ -> Optional.empty()), AddressResolver.system())) {
      Set<String> pages =
          ConsoleWiring.of(configuration, parts, _ -> Optional.empty(), Origins.loopback())
              .keySet()
              .stream()
              .filter(path -> !OTHERS.contains(path) && !path.endsWith("/state"))
              .collect(Collectors.toSet());

      assertThat(pages).isEqualTo(PAGES.keySet());
    }
  }

  @Test
  void page_itsState_andItsForm_areThereForItsRolesAlone() throws Exception {
    try (ConsoleRig rig = new ConsoleRig()) {
      Map<String, Set<ConsoleRole>> heard = new LinkedHashMap<>();
      for (Map.Entry<ConsoleRole, LoginBrowser> one : people(rig).entrySet()) {
        for (Map.Entry<String, Set<ConsoleRole>> page : PAGES.entrySet()) {
          String path = page.getKey();
          boolean may = page.getValue().contains(one.getKey());
          // Some pages that all may open show nothing without a name of something.
          if (!may || !page.getValue().equals(ALL)) {
            assertThat(one.getValue().get(path).body().contains(REFUSED))
                .as("%s of %s", path, one.getKey())
                .isNotEqualTo(may);
          }
          assertThat(may || one.getValue().get(path + "/state").body().isEmpty()).isTrue();
          if (!sent(one.getValue(), path).contains(REFUSED)) {
            heard.computeIfAbsent(path, _ -> EnumSet.noneOf(ConsoleRole.class)).add(one.getKey());
          }
        }
      }

      assertThat(heard).containsExactlyInAnyOrderEntriesOf(PAGES);
    }
  }

  @Test
  void nobodyElse_isShownAPage_itsState_orWhatAFormDoes() throws Exception {
    try (ConsoleRig rig = new ConsoleRig()) {
      for (String path : PAGES.keySet()) {
        assertThat(rig.browser().get(path).statusCode()).as(path).isEqualTo(403);
        assertThat(rig.browser().get(path + "/state").statusCode()).as(path).isEqualTo(403);
        assertThat(sent(rig.browser(), path)).as(path).contains("name=\"credential\"");
      }
    }
  }

  private static Map<ConsoleRole, LoginBrowser> people(ConsoleRig rig) throws Exception {
    Map<ConsoleRole, LoginBrowser> people = new EnumMap<>(ConsoleRole.class);
    people.put(ConsoleRole.VIEWER, rig.signedIn("vera"));
    people.put(ConsoleRole.APPROVER, rig.signedIn("otto", "approver"));
    people.put(ConsoleRole.OPERATOR, rig.signedIn("olga"));
    people.put(ConsoleRole.AUDITOR, rig.signedIn("ada"));
    return people;
  }

  /** What is said to a form that nobody was given: of those that may send one, that it is none. */
  private static String sent(LoginBrowser browser, String path) throws Exception {
    String made = "<form action=\"" + path + "\"></form>";
    return browser.submit(path, made, Map.of("subject", "new")).body();
  }
}
