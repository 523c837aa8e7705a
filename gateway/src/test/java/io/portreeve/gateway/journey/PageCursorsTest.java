package io.portreeve.gateway.journey;

import static io.portreeve.gateway.journey.Travels.FILES;
import static io.portreeve.gateway.journey.Travels.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that lead through the pages of several servers at once. */
class PageCursorsTest {
  private static final Principal MALLORY =
      new Principal("mallory", Set.of(), Principal.Authentication.API_KEY);
  private static final Request FIRST = Messages.request("tools/list", "");

  private final Travels travels = new Travels();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void pagesOfSeveralServers_loseNothing_repeatNothing_andKeepEachServersOrder(long seed)
      throws Exception {
    Random random = new Random(seed);
    List<List<String>> files = pages(random);
    List<List<String>> mail = pages(random);
    travels.server(FILES, server(files));
    travels.server(MAIL, server(mail));

    List<String> read = walk();

    assertThat(of("files__", read)).containsExactlyElementsOf(flat(files));
    assertThat(of("mail__", read)).containsExactlyElementsOf(flat(mail));
    assertThat(read).hasSize(flat(files).size() + flat(mail).size());
  }

  @Test
  void serverWithoutMorePages_isNotAskedAgain() throws Exception {
    List<Request> asked = new ArrayList<>();
    travels.server(
        FILES,
        (exchange, request, out) -> {
          asked.add(request);
          server(List.of(List.of("a"))).send(exchange, request, out);
        });
    travels.server(MAIL, server(List.of(List.of("x"), List.of("y"), List.of("z"))));

    assertThat(walk()).containsExactly("files__a", "mail__x", "mail__y", "mail__z");
    assertThat(asked).hasSize(1);
  }

  @Test
  void emptyCursor_isACursorLikeAnyOther() throws Exception {
    List<Optional<String>> cursors = new ArrayList<>();
    travels.server(
        FILES,
        (_, request, out) -> {
          cursors.add(((ListTools) request).cursor());
          out.deliver(page(List.of("a"), cursors.size() == 1 ? Optional.of("") : Optional.empty()));
        });
    travels.server(MAIL, server(List.of(List.of())));

    var _ = walk();

    assertThat(cursors).containsExactly(Optional.empty(), Optional.of(""));
  }

  @Test
  void serverThatFails_costsNothingOfTheOther() throws Exception {
    travels.server(
        FILES,
        (_, _, _) -> {
          throw new UpstreamException("down");
        });
    travels.server(MAIL, server(List.of(List.of("x"), List.of("y"))));

    assertThat(walk()).containsExactly("mail__x", "mail__y");
  }

  @Test
  void cursorOfSomebodyElse_bringsNothing() throws Exception {
    String cursor = cursorOfBoth();

    travels.ask(MALLORY, next(cursor));

    assertThat(travels.answer()).isInstanceOf(Failure.class);
  }

  /** Not even whoever had our key for cursors could. */
  @Test
  void cursorsSwappedBetweenServers_bringNothing() throws Exception {
    JsonObject inside = Travels.SEAL.open("pages", cursorOfBoth()).orElseThrow();
    JsonObject swapped =
        inside
            .with("files", inside.string("mail").orElseThrow())
            .with("mail", inside.string("files").orElseThrow());

    travels.ask(next(Travels.SEAL.seal("pages", swapped)));

    assertThat(travels.answer()).isInstanceOf(Failure.class);
  }

  @Test
  void cursor_doesNotTellWhichServersThereAre() throws InterruptedException {
    byte[] inside = Base64.getUrlDecoder().decode(cursorOfBoth());

    assertThat(new String(inside, StandardCharsets.ISO_8859_1))
        .doesNotContain("page-1")
        .doesNotContain(FILES.value())
        .doesNotContain(MAIL.value());
  }

  private String cursorOfBoth() throws InterruptedException {
    travels.server(FILES, server(List.of(List.of("a"), List.of("b"))));
    travels.server(MAIL, server(List.of(List.of("x"), List.of("y"))));
    travels.ask(FIRST);
    return ((ToolList) travels.answer()).nextCursor().orElseThrow();
  }

  /** Reads pages until there is none, and gives the names in the order in which they came. */
  private List<String> walk() throws InterruptedException {
    List<String> names = new ArrayList<>();
    Optional<Request> request = Optional.of(FIRST);
    while (request.isPresent()) {
      travels.ask(Exchanges.ANNA, request.get());
      ToolList page = (ToolList) travels.answer();
      page.tools().forEach(tool -> names.add(tool.name().value()));
      request = page.nextCursor().map(PageCursorsTest::next);
    }
    return names;
  }

  private static Request next(String cursor) {
    return FIRST.withParams(FIRST.params().with("cursor", cursor));
  }

  /** A server whose cursor for the n-th page is {@code page-n}. */
  private static Upstream server(List<List<String>> pages) {
    return (_, request, out) -> {
      int number =
          ((ListTools) request).cursor().map(it -> Integer.parseInt(it.substring(5))).orElse(0);
      boolean last = number == pages.size() - 1;
      out.deliver(
          page(pages.get(number), last ? Optional.empty() : Optional.of("page-" + (number + 1))));
    };
  }

  private static ToolList page(List<String> names, Optional<String> next) {
    String tools =
        names.stream()
            .map(name -> "{'name':'" + name + "','inputSchema':{}}")
            .collect(Collectors.joining(","));
    String cursor = next.map(it -> ",'nextCursor':'" + it + "'").orElse("");
    return new ToolList(
        Jsons.object("{'resultType':'complete','tools':[" + tools + "]" + cursor + "}"));
  }

  private static List<List<String>> pages(Random random) {
    int[] number = {0};
    return IntStream.range(0, 1 + random.nextInt(5))
        .mapToObj(
            _ -> IntStream.range(0, random.nextInt(4)).mapToObj(_ -> "t" + number[0]++).toList())
        .toList();
  }

  private static List<String> flat(List<List<String>> pages) {
    return pages.stream().flatMap(List::stream).toList();
  }

  private static List<String> of(String prefix, List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }
}
