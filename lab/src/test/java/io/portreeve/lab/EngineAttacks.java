package io.portreeve.lab;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack;
import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Directory;
import io.portreeve.lab.targets.Letters;
import java.util.List;

/** Attacks on software that is not shipped with the lab. */
final class EngineAttacks {
  private EngineAttacks() {}

  static List<InputAttack> all() {
    return List.of(template(), filter());
  }

  private static InputAttack template() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "template: a text is executed (Freemarker)",
        Letters::open,
        List.of("write_letter: {arguments: {text: template-literal}}"),
        Way.of("write_letter", "text", "it costs $5 { or so }, see [1] <below> & 100 % #1"),
        Way.each(
            "write_letter",
            "text",
            "${(42*42)?c}",
            "#{42*42}",
            "${password}",
            "<#assign p=password>${p}",
            "<#list [1] as x>${password}</#list>",
            "${\"freemarker.template.utility.Execute\"?new()(\"touch {place}/trace\")}",
            "<#assign x=\"freemarker.template.utility.Execute\"?new()>${x(\"touch"
                + " {place}/trace\")}"));
  }

  private static InputAttack filter() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "directory: a value changes the filter that it is put into (LDAP)",
        Directory::open,
        List.of("find_person: {arguments: {person: ldap-literal}}"),
        Way.of("find_person", "person", "Zoe O'Brien, Sales"),
        Way.each(
            "find_person",
            "person",
            "*",
            "a*",
            "anna)(uid=*",
            "*)(objectClass=*",
            "*nn*",
            "\\61nna"));
  }
}
