package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is around a page, whatever it shows. */
class PageTurnsTest {
  private static final String PATH = "/console/changing";
  private static final ManualClock CLOCK = ManualClock.atNewYear();

  private final SecureRandom random = new SecureRandom();
  private final Seal seal = Seal.forNow(random);
  private final Browser browser = new Browser("console", false, "http://127.0.0.1:1", seal, random);
  private final ConsoleMemory memory =
      new ConsoleMemory(ShortLived.ofProcess(CLOCK), seal, random, CLOCK);
  private final List<String> recorded = new ArrayList<>();
  private final Changing page = new Changing();

  @TempDir private Path directory;
  private SqliteStore store;
  private KeyRing keys;

  @BeforeEach
  void open() {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    keys = KeyRing.open(store, Secret.ofText("p".repeat(32)), CLOCK, random);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A page about a number that grows while it is shown. */
  private static final class Changing implements ConsolePage {
    private int number;
    private int heard;

    @Override
    public Place place() {
      return Place.behind(PATH, ConsoleRole.VIEWER);
    }

    @Override
    public ConsoleRole sends() {
      return ConsoleRole.OPERATOR;
    }

    @Override
    public Shown show(Visit visit, Parameters query) {
      Shown shown = Shown.of("Number", Html.paragraph("It is " + number + "."));
      number++;
      return shown;
    }

    @Override
    public Optional<String> state(Visit visit, Parameters query) {
      return Optional.of(Integer.toString(number));
    }

    @Override
    public Done submit(Visit visit, String subject, Parameters form) {
      heard++;
      return new Done.Moved(PATH);
    }
  }

  private Map<String, PageDoor.Turn> turns(String path) {
    Console console =
        new Console(
            new Console.Ground(
                new ConsoleSite(URI.create("http://127.0.0.1:1")),
                Configurations.of(
                        "data: /d\nservers: {a: {command: [b]}}\n"
                            + "console: {keys: true, viewers: {names: [vera]}, operators: {names:"
                            + " [olga]}}")
                    .console()
                    .orElseThrow(),
                keys,
                Optional.empty(),
                memory,
                (event, fields) -> recorded.add(event + " " + fields),
                Origins.loopback()),
            List.of(page),
            List.of());
    return Objects.requireNonNull(
        new PageTurns(page, console.entrance(), console.frame(), console.notes()).all().get(path));
  }

  /** The mark of a browser in which somebody typed his key. */
  private String signedIn(String principal) {
    String id =
        keys.create(
                new KeyRequest(principal, Optional.empty(), Set.of(), Map.of(), Optional.empty()))
            .record()
            .id();
    String mark = browser.fresh();
    memory
        .sessions()
        .begin(mark, new Session(new Visitor(principal, Set.of()), "key", Optional.of(id)));
    return mark;
  }

  private Heard ask(String method, String path, String mark, String body) throws Exception {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Heard heard = new Heard();
    Objects.requireNonNull(turns(path).get(method))
        .take(
            new HttpRequest(
                method,
                path,
                "",
                HttpFields.of("cookie", "portreeve-console=" + mark),
                body.getBytes(StandardCharsets.UTF_8),
                new Peer(here, here, List.of(), false)),
            heard);
    return heard;
  }

  @Test
  void whatChangesWhileAPageIsShown_isAnotherStateThanThePages() throws Exception {
    String vera = signedIn("vera");

    String shown = ask("GET", PATH, vera, "").body();

    assertThat(shown).contains("It is 0.", "data-state=\"0\"");
    assertThat(ask("GET", PATH + "/state", vera, "").body()).isEqualTo("1");
  }

  /** He was an operator when he was given the form, and may still look at its page. */
  @Test
  void formOfWhoeverIsNoOperatorAnyMore_isNotHeard_andOnRecord() throws Exception {
    assertThat(send(signedIn("olga")).status()).isEqualTo(303);
    assertThat(page.heard).isEqualTo(1);
    assertThat(recorded).isEmpty();

    Heard refused = send(signedIn("vera"));

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.body()).contains("There is no such page.");
    assertThat(page.heard).isEqualTo(1);
    assertThat(recorded)
        .singleElement()
        .asString()
        .contains("console-refused", "\"principal\":\"vera\"", "not his to send", PATH);
  }

  /** With what this browser was given for this form. */
  private Heard send(String mark) throws Exception {
    String token = browser.token(mark, PATH + "\n" + "it");
    return ask(
        "POST", PATH, mark, "subject=it&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }
}
