package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.Map;

/**
 * Where data may flow from and to.
 *
 * @param policy what holds of calls with effects once untrusted data was heard
 * @param otherwise what becomes of those that may not go through by themselves
 * @param handles whether hosts may say which conversation a request belongs to
 * @param servers the operator's word about servers, by their ids
 */
public record FlowSettings(
    FlowMode policy,
    Otherwise otherwise,
    boolean handles,
    Map<String, FlowServerSettings> servers) {
  static final Key<FlowSettings, FlowMode> POLICY =
      Key.of(
          "policy",
          Forms.oneOf(FlowMode.class),
          FlowMode.OFF,
          FlowSettings::policy,
          Strength.greaterIsWeaker(),
          "What holds of calls with effects after untrusted data: no call, planned ones with traced"
              + " arguments, traced arguments, or nothing.");
  static final Key<FlowSettings, Otherwise> OTHERWISE =
      Key.of(
          "otherwise",
          Forms.oneOf(Otherwise.class),
          Otherwise.ASK,
          FlowSettings::otherwise,
          Strength.greaterIsWeaker(),
          "What becomes of a call that may not go through by itself.");
  static final Key<FlowSettings, Boolean> HANDLES =
      Key.of(
          "handles",
          Forms.truth(),
          true,
          FlowSettings::handles,
          Strength.onIsWeaker("now lets hosts say where a conversation begins"),
          "Whether hosts may begin conversations; if not, a client has one, that is never clean.");
  static final Key<FlowSettings, Map<String, FlowServerSettings>> SERVERS =
      Key.of(
          "servers",
          Forms.entries(Forms.declaredUnder("servers", "a server"), FlowServerSettings.SECTION),
          Map.of(),
          FlowSettings::servers,
          Strength.overrides(FlowServerSettings.SECTION),
          "What may be done with the data of each server; what is not named is untrusted.");

  static final Section<FlowSettings> SECTION =
      Section.of(
          "where data may flow",
          values ->
              new FlowSettings(
                  values.get(POLICY),
                  values.get(OTHERWISE),
                  values.get(HANDLES),
                  values.get(SERVERS)),
          POLICY,
          OTHERWISE,
          HANDLES,
          SERVERS);

  /** The operator's word about a server; of one that he does not name, none. */
  public FlowServerSettings server(String id) {
    return servers.getOrDefault(id, FlowServerSettings.unnamed());
  }
}
