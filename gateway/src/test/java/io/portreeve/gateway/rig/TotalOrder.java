package io.portreeve.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.util.List;

/**
 * What a map needs of a key whose parts others choose, also so that they have one hash: it searches
 * those by an order, if the class of the key names itself as what it is compared with, and walks
 * through all of them if not.
 */
public final class TotalOrder {
  private TotalOrder() {}

  /** These are in an order that agrees with what is the same. */
  public static <K extends Comparable<K>> void isOf(List<K> keys) {
    assertThat(keys.getFirst().getClass().getGenericInterfaces())
        .singleElement()
        .isInstanceOfSatisfying(
            ParameterizedType.class,
            one ->
                assertThat(one.getActualTypeArguments())
                    .containsExactly(keys.getFirst().getClass()));
    for (K one : keys) {
      for (K other : keys) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other)))
            .isEqualTo(-Integer.signum(other.compareTo(one)));
      }
    }
    List<K> sorted = keys.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      K one = sorted.get(i);
      assertThat(sorted.subList(i, sorted.size())).allMatch(later -> one.compareTo(later) <= 0);
    }
  }
}
