package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExchangeIdsTest {
  /** Clients see ids in refusals: they must not count what others do. */
  @Test
  void ids_tellNothingOfEachOther() {
    ExchangeIds ids = new ExchangeIds(new SecureRandom());
    List<String> some = Stream.generate(ids).limit(1_000).map(ExchangeId::value).toList();

    assertThat(some).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(some.stream().map(id -> id.substring(0, 8)).distinct().count()).isGreaterThan(990);
  }
}
