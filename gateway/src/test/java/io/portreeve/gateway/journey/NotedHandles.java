package io.portreeve.gateway.journey;

import io.portreeve.guard.Label;
import io.portreeve.guard.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Numbers conversations, and notes what users say. */
final class NotedHandles implements Handles {
  final List<String> said = new ArrayList<>();
  int begun;
  boolean planned;

  @Override
  public Optional<String> begin(Principal who, String first, boolean read) {
    begun++;
    said.add(first);
    return Optional.of("h" + begun);
  }

  @Override
  public void hear(Principal who, String handle, String more) {
    said.add(handle + ": " + more);
  }

  @Override
  public void plan(Principal who, String handle, Set<String> tools) {
    said.add(handle + " plans " + new TreeSet<>(tools));
  }

  @Override
  public Optional<Label> heard(Principal who, String handle) {
    return handle.equals("h7") ? Optional.of(Label.untrusted("mail")) : Optional.empty();
  }

  @Override
  public boolean planned() {
    return planned;
  }
}
