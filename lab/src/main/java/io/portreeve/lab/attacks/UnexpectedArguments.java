package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_VALIDATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Shelf;
import io.portreeve.lab.targets.Shop;
import java.util.List;

/** Arguments that a tool's own schema does not expect, and its code does not either. */
public final class UnexpectedArguments {
  private UnexpectedArguments() {}

  public static List<InputAttack> all() {
    return List.of(assignment(), type(), path());
  }

  private static InputAttack assignment() {
    return new InputAttack(
        INPUT_VALIDATION,
        "an argument that the schema does not name makes a guest an administrator",
        Shop::open,
        List.of(),
        Way.with("change_me", "{'nick':'Gustav'}"),
        List.of(
            Way.with("change_me", "{'nick':'Gus','role':'admin'}"),
            Way.with("change_me", "{'nick':'Gus','balance':1000000}")));
  }

  private static InputAttack type() {
    return new InputAttack(
        INPUT_VALIDATION,
        "a number that is a text, or less than nothing, fills an account",
        Shop::open,
        List.of(),
        Way.with("pay", "{'amount':5}"),
        List.of(
            Way.with("pay", "{'amount':-1000}"),
            Way.with("pay", "{'amount':'0, role = (SELECT city FROM vouchers)'}"),
            Way.with("pay", "{'amount':'(0 - 5000)'}"),
            Way.with("pay", "{'amount':-0.5e4}")));
  }

  private static InputAttack path() {
    return new InputAttack(
        INPUT_VALIDATION,
        "a list where a text belongs climbs out of a directory",
        Shelf::open,
        List.of(),
        Way.with("read_file", "{'path':'sub/notes.txt'}"),
        List.of(
            Way.with("read_file", "{'path':['..','plans.txt']}"),
            Way.with("read_file", "{'path':['sub',['..','..'],'plans.txt']}")));
  }
}
