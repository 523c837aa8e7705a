package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTreeTest {
  private static final ScopeTree TREE =
      new ScopeTree(
          Map.of(
              "all", List.of("files", "mail"),
              "files", List.of("files:read", "files:write"),
              "round", List.of("about"),
              "about", List.of("round")));

  @Test
  void scope_grantsWhatItIncludes_atAnyDepth_andNothingElse() {
    assertThat(TREE.grantedBy(Set.of("all")))
        .containsExactlyInAnyOrder("all", "files", "mail", "files:read", "files:write");
    assertThat(TREE.grantedBy(Set.of("files:read", "other")))
        .containsExactlyInAnyOrder("files:read", "other");
  }

  @Test
  void scopesThatIncludeEachOther_comeToAnEnd() {
    assertThat(TREE.grantedBy(Set.of("round"))).containsExactlyInAnyOrder("round", "about");
  }

  @Test
  void withoutATree_aTokenGrantsWhatItSays() {
    assertThat(new ScopeTree(Map.of()).grantedBy(Set.of("a", "b")))
        .containsExactlyInAnyOrder("a", "b");
  }
}
