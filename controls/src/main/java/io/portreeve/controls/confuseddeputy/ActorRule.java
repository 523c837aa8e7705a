package io.portreeve.controls.confuseddeputy;

import io.portreeve.controls.Glob;
import java.util.List;

/**
 * For whom, and how, one actor may act.
 *
 * @param principals for which principals
 * @param clients with which clients it comes, when it is the one who acts now; none is any
 * @param directly whether the principal himself may have handed over to it
 * @param after the actors that may have handed over to it
 */
public record ActorRule(
    List<Glob> principals, List<Glob> clients, boolean directly, List<String> after) {
  public ActorRule {
    principals = List.copyOf(principals);
    clients = List.copyOf(clients);
    after = List.copyOf(after);
  }
}
