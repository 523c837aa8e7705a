package io.portreeve.gateway.journey;

import io.portreeve.guard.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers conversations, and notes what users say. */
final class NotedHandles implements Handles {
  final List<String> said = new ArrayList<>();
  int begun;

  @Override
  public Optional<String> begin(Principal who, String first) {
    begun++;
    said.add(first);
    return Optional.of("h" + begun);
  }

  @Override
  public void hear(Principal who, String handle, String more) {
    said.add(handle + ": " + more);
  }
}
