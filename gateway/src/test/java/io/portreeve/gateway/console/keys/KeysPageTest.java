package io.portreeve.gateway.console.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.ConsolePage.Done;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysPageTest {
  private static final ManualClock CLOCK = ManualClock.atNewYear();

  @TempDir private Path directory;
  private final ShortLived shown = ShortLived.ofProcess(CLOCK).apply("new-key");
  private SqliteStore store;
  private KeyRing ring;

  @BeforeEach
  void open() {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    ring = KeyRing.open(store, Secret.ofText("p".repeat(32)), CLOCK, new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private KeysPage page() {
    return page(shown);
  }

  private KeysPage page(ShortLived made) {
    ConsoleSettings console =
        Configurations.of(
                "data: /d\nservers: {a: {command: [b]}}\nconsole: {keys: true, approvers: {names: [bob]}, operators: {roles: [ops]}}")
            .console()
            .orElseThrow();
    return new KeysPage(ring, console, made, CLOCK);
  }

  private Done submit(String subject, String form, ConsoleRole... roles) {
    return page().submit(Visits.of("corp/olga", roles), subject, Parameters.of(form));
  }

  /** The page that a visitor is led to once a key is made. */
  private static String made(KeysPage page, Visit visit, String address) {
    return Markup.of(page.show(visit, Parameters.of(address.split("\\?", 2)[1])).body());
  }

  private static String make(KeysPage page, Visit visit, String form) {
    return switch (page.submit(visit, "new", Parameters.of(form))) {
      case Done.Moved(String to) -> to;
      case Done.Answered answered -> throw new AssertionError(answered);
    };
  }

  private Done make(String form) {
    return submit("new", form, ConsoleRole.OPERATOR);
  }

  private static ConsolePage.Shown shown(Done done) {
    return switch (done) {
      case Done.Answered(ConsolePage.Shown shown) -> shown;
      case Done.Moved moved -> throw new AssertionError(moved);
    };
  }

  private String list() {
    return Markup.of(
        page().show(Visits.of("corp/olga", ConsoleRole.OPERATOR), Parameters.of("")).body());
  }

  @Test
  void key_isShownOnce_andWorks() {
    KeysPage page = page();
    Visit olga = Visits.of("corp/olga", ConsoleRole.OPERATOR);
    String address = make(page, olga, "principal=ann&client=ide&roles=staff+editor&expires=1d");
    String made = made(page, olga, address);
    assertThat(made(page, olga, address)).contains("shown once").doesNotContain("<pre>");
    Matcher text = Pattern.compile("<pre>([^<]+)</pre>").matcher(made);
    assertThat(text.find()).isTrue();

    KeyCheck check = ring.check(text.group(1));

    assertThat(check).isInstanceOf(KeyCheck.Accepted.class);
    ApiKeyRecord key = ring.list().getFirst();
    assertThat(key.principal()).isEqualTo("ann");
    assertThat(key.client()).contains("ide");
    assertThat(key.roles()).containsExactlyInAnyOrder("staff", "editor");
    assertThat(key.expires()).contains(CLOCK.instant().plusSeconds(86_400));
    assertThat(list()).contains(key.id(), "live").doesNotContain(text.group(1));
    assertThat(store.acts().waiting(9).getFirst().fields().string("by")).contains("corp/olga");
  }

  @Test
  void newKey_isShownToTheSessionThatMadeIt_andToNoOtherOfTheSamePerson() {
    KeysPage page = page();
    Visit olga = Visits.of("corp/olga", ConsoleRole.OPERATOR);
    String address = make(page, olga, "principal=ann");

    assertThat(made(page, Visits.of("corp/olga", ConsoleRole.OPERATOR), address))
        .doesNotContain("<pre>");
    assertThat(made(page, olga, address)).contains("<pre>");
  }

  /** Whoever makes a key at one node may be led to its page at another. */
  @Test
  void newKey_isShownAtAnyNode() {
    Visit olga = Visits.of("corp/olga", ConsoleRole.OPERATOR);
    String address = make(page(), olga, "principal=ann");

    assertThat(made(page(), olga, address)).contains("<pre>", "ann");
    assertThat(made(page(), olga, address)).doesNotContain("<pre>");
  }

  @Test
  void newKeyThatCannotBeShown_isRevoked() {
    KeysPage page = page(new Away());
    Visit olga = Visits.of("corp/olga", ConsoleRole.OPERATOR);

    assertThatThrownBy(() -> make(page, olga, "principal=ann"))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(ring.list().getFirst().revoked()).isPresent();
  }

  /** What nodes share, when it cannot be asked. */
  private record Away() implements ShortLived {
    private static StoreUnavailable away() {
      return new StoreUnavailable("scripted");
    }

    @Override
    public void put(String name, JsonObject content, Duration life) {
      throw away();
    }

    @Override
    public void putFor(String sharer, String name, JsonObject content, Duration life) {
      throw away();
    }

    @Override
    public Optional<JsonObject> get(String name) {
      throw away();
    }

    @Override
    public Optional<JsonObject> take(String name) {
      throw away();
    }

    @Override
    public void remove(String name) {
      throw away();
    }
  }

  @Test
  void newKey_isShownForAMinute() {
    KeysPage page = page();
    Visit olga = Visits.of("corp/olga", ConsoleRole.OPERATOR);
    String soon = make(page, olga, "principal=ann");
    CLOCK.advance(NewKeys.LIFE.minusSeconds(1));
    assertThat(made(page, olga, soon)).contains("<pre>");
    String late = make(page, olga, "principal=ann");
    CLOCK.advance(NewKeys.LIFE);

    assertThat(made(page, olga, late)).doesNotContain("<pre>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "principal=a+b",
        "principal=ann&client=key:x",
        "principal=ann&roles=Staff",
        "principal=ann&roles=,",
        "principal=ann&expires=soon",
        "principal=ann&expires=0d"
      })
  void wishThatIsNone_makesNoKey_andIsGivenBackToMend(String form) {
    ConsolePage.Shown shown = shown(make(form));

    assertThat(shown.status()).isEqualTo(400);
    assertThat(Markup.of(shown.body())).contains("role=\"alert\"", "name=\"principal\"");
    assertThat(ring.list()).isEmpty();
  }

  @Test
  void whatWasTyped_isText() {
    assertThat(Markup.of(shown(make("principal=%22%3E%3Cscript%3E")).body()))
        .contains("value=\"&quot;&gt;&lt;script&gt;\"")
        .doesNotContain("<script");
  }

  /** Else an operator would be an approver, and see what auditors see, by a key of theirs. */
  @ParameterizedTest
  @ValueSource(strings = {"principal=bob", "principal=ann&roles=ops"})
  void keyByWhichSomebodyComesInHere_isNotMadeHere(String form) {
    ConsolePage.Shown shown = shown(make(form));

    assertThat(shown.status()).isEqualTo(400);
    assertThat(Markup.of(shown.body())).contains("portreeve keys create");
    assertThat(ring.list()).isEmpty();
  }

  @Test
  void key_isRevoked_once() {
    String id =
        ring.create(new KeyRequest("ann", Set.of(), Map.of(), Optional.empty())).record().id();
    assertThat(list()).contains("value=\"" + id + "\"");

    assertThat(submit(id, "", ConsoleRole.OPERATOR)).isEqualTo(new Done.Moved("/console/keys"));
    assertThat(shown(submit(id, "", ConsoleRole.OPERATOR)).status()).isEqualTo(409);

    assertThat(ring.live(id)).isEmpty();
    assertThat(list()).contains("revoked").doesNotContain("value=\"" + id + "\"");
    assertThat(store.acts().waiting(9).getLast().fields().string("by")).contains("corp/olga");
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsoleRole.class,
      names = {"OPERATOR"},
      mode = EnumSource.Mode.EXCLUDE)
  void page_andItsForms_areForNobodyElse(ConsoleRole role) {
    assertThat(Visits.of("corp/vera", role).may(page().place().role())).isFalse();
    assertThat(Visits.of("corp/vera", role).may(page().sends())).isFalse();
  }

  @Test
  void labelsOfKeys_areText() {
    var _ =
        ring.create(
            new KeyRequest("ann", Set.of(), Map.of("a", "<script>\u202e"), Optional.empty()));

    assertThat(list()).contains("a=&lt;script&gt;\\u{202e}").doesNotContain("<script", "\u202e");
  }
}
