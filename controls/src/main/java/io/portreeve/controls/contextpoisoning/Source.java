package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Label;

/**
 * Where a result comes from.
 *
 * @param name of the tool: its words tell what kind of objects the ids in its results name
 * @param label what the operator says of its results
 * @param effect whether it reports the effect of a consequential call. Such a result repeats
 *     arguments and returns what was stored: it is never trusted text, whatever its label says
 * @param server whose result it is, by the operator's name
 */
public record Source(String name, Label label, boolean effect, String server) {
  /** One of whose server no more is known than its label says, or else its name. */
  public Source(String name, Label label, boolean effect) {
    this(
        name, label, effect, label.origins().isEmpty() ? name : String.join(", ", label.origins()));
  }

  /** The same with what a server says of its own result: worse it may make it, never better. */
  public Source joining(Label told) {
    return new Source(name, label.join(told), effect, server);
  }

  boolean trusted() {
    return !effect && !label.tainted();
  }

  Label resulting() {
    return effect ? label.join(Label.untrusted(server)) : label;
  }
}
