package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.Turn;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ScriptedModel;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Models that reach a scripted server, and what they are asked. */
final class Scripts {
  static final String KEY = "sk-very-secret-42";
  static final OfferedTool LOOK =
      new OfferedTool(
          "look",
          "Looks somewhere.",
          Jsons.object(
              "{'type':'object','properties':{'at':{'type':'string','minLength':2},"
                  + "'near':{'$ref':'#/$defs/place'}},'required':['at'],'additionalProperties':false,"
                  + "'$defs':{'place':{'type':'string'}}}"));

  private Scripts() {}

  static Model model(Provider provider, ScriptedModel server) {
    return model(provider, server, AnswerLimits.usual());
  }

  static Model model(Provider provider, ScriptedModel server, AnswerLimits limits) {
    return ModelClients.of(served(provider, url(provider, server), limits));
  }

  static ServedModel served(Provider provider, URI url, AnswerLimits limits) {
    return new ServedModel(
        provider, url, "scripted", Optional.of(Secret.ofText(KEY)), false, limits);
  }

  private static URI url(Provider provider, ScriptedModel server) {
    return switch (provider) {
      case OPENAI -> server.openAi();
      case ANTHROPIC -> server.anthropic();
      case OLLAMA -> server.ollama();
    };
  }

  static Prompt prompt(Turn... turns) {
    return new Prompt("Be brief.", List.of(turns), List.of(LOOK));
  }

  static Prompt hello() {
    return prompt(new Turn.FromUser("Hello"));
  }
}
