package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.policy.Naming.Thing;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names are chosen by whoever calls, also so that they have one hash. */
class NamingTest {
  private static final int BITS = 12;

  /** Of the two-letter words {@code Aa} and {@code BB}, which have one hash, in every order. */
  private static String colliding(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < BITS; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  private static List<Thing> ofOneHash() {
    return IntStream.range(0, 1 << BITS)
        .mapToObj(number -> new Thing(0, "it", colliding(number)))
        .toList();
  }

  @Test
  void thingsWithNamesOfOneHash_haveOneHash() {
    assertThat(ofOneHash().stream().mapToInt(Thing::hashCode).distinct()).hasSize(1);
  }

  /**
   * The map looks for exactly this before it searches by an order, and walks through all without.
   */
  @Test
  void thing_isInAnOrder_asAMapLooksForIt() {
    assertThat(Thing.class.getGenericInterfaces())
        .singleElement()
        .isInstanceOfSatisfying(
            ParameterizedType.class,
            one -> {
              assertThat(one.getRawType()).isEqualTo(Comparable.class);
              assertThat(one.getActualTypeArguments()).containsExactly(Thing.class);
            });
  }

  /** Likewise ordered as {@link Thing}, and counts. */
  private record Counted(Thing thing, LongAdder asked) implements Comparable<Counted> {
    @Override
    public int compareTo(Counted other) {
      asked.increment();
      return thing.compareTo(other.thing);
    }

    @Override
    public boolean equals(Object other) {
      asked.increment();
      return other instanceof Counted(Thing one, _) && one.equals(thing);
    }

    @Override
    public int hashCode() {
      return thing.hashCode();
    }
  }

  @Test
  void lookAmongThousandsOfOneHash_asksAFewOfThem() {
    LongAdder asked = new LongAdder();
    ConcurrentHashMap<Counted, Thing> map = new ConcurrentHashMap<>();
    ofOneHash().forEach(thing -> map.put(new Counted(thing, asked), thing));

    for (Thing thing : ofOneHash()) {
      asked.reset();
      assertThat(map.get(new Counted(thing, asked))).isEqualTo(thing);
      assertThat(asked.sum()).isLessThan(6 * BITS);
    }
  }

  @Test
  void order_agreesWithWhatIsTheSame() {
    List<Thing> all =
        new ArrayList<>(
            Stream.of("", "a", "b", "Aa", "BB")
                .flatMap(name ->
                    Stream.of("x", "y")
                        .flatMap(server ->
                            IntStream.range(0, 3).mapToObj(kind -> new Thing(kind, server, name))))
                .toList());
    Collections.shuffle(all, new Random(1));
    for (Thing one : all) {
      for (Thing other : all) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other)))
            .isEqualTo(-Integer.signum(other.compareTo(one)));
      }
    }
  }
}
