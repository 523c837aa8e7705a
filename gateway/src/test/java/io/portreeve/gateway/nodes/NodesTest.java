package io.portreeve.gateway.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.metrics.MetricsFormat;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final Digest OLD = Digest.sha256("old");
  private static final Digest NEW = Digest.sha256("new");

  private static final Digest O = Digest.sha256("o");
  private static final Digest N = Digest.sha256("n");
  private static final NodeSecrets FIRST = NodeSecrets.of(List.of(O));

  private final Shelf store = new Shelf();
  private final List<String> lines = new ArrayList<>();
  private final Nodes ours = node("a", OLD, lines);
  private final Nodes other = node("b", OLD, new ArrayList<>());

  private Nodes node(String name, Digest runs, List<String> told) {
    return node(name, runs, told, FIRST);
  }

  private Nodes node(String name, Digest runs, List<String> told, NodeSecrets knows) {
    return new Nodes(
        store, name, runs, knows, (_, line) -> told.add(line), (_, line) -> told.add(line));
  }

  /** What nodes share; it can be away. */
  private static final class Shelf implements Settings {
    private final Map<String, byte[]> values = new TreeMap<>();
    private boolean away;

    private Map<String, byte[]> values() {
      if (away) {
        throw new StoreUnavailable("away");
      }
      return values;
    }

    @Override
    public Optional<byte[]> get(String name) {
      return Optional.ofNullable(values().get(name));
    }

    @Override
    public List<String> names(String prefix) {
      return values().keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public void put(String name, byte[] value) {
      values().put(name, value);
    }

    @Override
    public byte[] putIfAbsent(String name, byte[] value) {
      return values().computeIfAbsent(name, _ -> value);
    }

    @Override
    public boolean replace(String name, byte[] value) {
      return values().replace(name, value) != null;
    }

    @Override
    public Optional<byte[]> remove(String name) {
      return Optional.ofNullable(values().remove(name));
    }
  }

  private void bothLook(int times) {
    for (int i = 0; i < times; i++) {
      other.look();
      ours.look();
    }
  }

  private String measured() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    ours.measure(page);
    return new String(page.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void nodesWithTheSameConfiguration_areCounted_andNothingIsSaid() {
    bothLook(2);

    assertThat(lines).isEmpty();
    assertThat(measured())
        .contains("portreeve_nodes{configuration=\"same\"} 2")
        .contains("portreeve_nodes{configuration=\"other\"} 0");
  }

  @Test
  void nodeThatTookOverAnotherOne_isNamedAtTheNextLook_onceOnly_andSoIsThatItIsTheSameAgain() {
    bothLook(2);

    other.runs(NEW);
    ours.look();
    bothLook(2);

    assertThat(lines).singleElement().asString().contains("b runs " + NEW.hex().substring(0, 12));
    assertThat(measured()).contains("portreeve_nodes{configuration=\"other\"} 1");

    ours.runs(NEW);

    assertThat(lines).last().asString().contains("same configuration again");
    assertThat(measured()).contains("portreeve_nodes{configuration=\"other\"} 0");
  }

  /** What it sees first may be of a node that ended long ago. */
  @Test
  void nodeThatStartsWithAnotherOne_noticesIt_onceItHearsTheOthersSpeak() {
    other.look();
    Nodes late = node("c", NEW, lines);

    late.look();
    assertThat(lines).isEmpty();
    other.look();
    late.look();

    assertThat(lines).singleElement().asString().contains("b runs");
  }

  @Test
  void nodeThatSaysNothingAnyMore_isGone() {
    bothLook(2);
    other.runs(NEW);
    ours.look();

    for (int i = 0; i < RollCall.MOST_MISSED; i++) {
      ours.look();
    }

    assertThat(lines).last().asString().contains("same configuration again");
    assertThat(measured()).contains("portreeve_nodes{configuration=\"same\"} 1");
  }

  @Test
  void nodeThatEnds_isNotWaitedFor() {
    bothLook(2);
    other.runs(NEW);
    ours.look();

    other.close();
    ours.look();

    assertThat(lines).last().asString().contains("same configuration again");
  }

  /** The second round begins at a node while another has not had the first. */
  @Test
  void nodesThatDoNotKnowEachOthersSecrets_areNamed_byEach_onceOnly_andSoIsThatTheyDo() {
    bothLook(2);
    List<String> toldAhead = new ArrayList<>();
    NodeSecrets second = NodeSecrets.of(List.of(N, O));
    Nodes ahead = node("b", OLD, toldAhead, second);
    for (int i = 0; i < 3; i++) {
      ahead.look();
      ours.look();
    }

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("b makes keys under " + second.makes() + ", which this node does not know")
        .contains("accepted-secrets");
    assertThat(toldAhead)
        .singleElement()
        .asString()
        .contains("a does not know " + second.makes() + ", under which they are made here");
    assertThat(measured())
        .contains("portreeve_nodes_unknown_secret 1", "portreeve_nodes{configuration=\"same\"} 2");
    assertThat(Nodes.secrets(store))
        .containsExactlyEntriesOf(new TreeMap<>(Map.of("a", FIRST, "b", second)));

    ahead.close();
    ours.look();

    assertThat(lines).last().asString().contains("know the secret that each makes keys under");
    assertThat(measured()).contains("portreeve_nodes_unknown_secret 0");
  }

  @Test
  void nodesThatAreARoundApart_butKnowEachOthersSecrets_areNoTrouble() {
    Nodes first = node("c", OLD, lines, NodeSecrets.of(List.of(O, N)));
    Nodes second = node("d", OLD, lines, NodeSecrets.of(List.of(N, O)));
    for (int i = 0; i < 3; i++) {
      first.look();
      second.look();
    }

    assertThat(lines).isEmpty();
  }

  /** It said which configuration it runs, and no more. */
  @Test
  void nodeOfTheVersionBefore_isHeardAsBefore() {
    ours.look();
    for (int i = 0; i < 3; i++) {
      store.put("configuration/z", (NEW.hex() + " " + i).getBytes(StandardCharsets.US_ASCII));
      ours.look();
    }

    assertThat(lines).singleElement().asString().contains("z runs");
    assertThat(measured()).contains("portreeve_nodes_unknown_secret 0");
  }

  @Test
  void storeThatIsAway_changesNothingOfWhatIsKnown() {
    bothLook(2);
    other.runs(NEW);
    ours.look();

    store.away = true;
    for (int i = 0; i <= RollCall.MOST_MISSED; i++) {
      ours.look();
    }

    assertThat(measured()).contains("portreeve_nodes{configuration=\"other\"} 1");
    assertThat(lines).hasSize(1);
  }
}
