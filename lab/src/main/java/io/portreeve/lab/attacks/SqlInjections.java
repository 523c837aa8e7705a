package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Shop;
import java.util.List;

/** Arguments that go on as SQL, in every place of a statement that tools paste them into. */
public final class SqlInjections {
  private SqlInjections() {}

  public static List<InputAttack> all() {
    return List.of(quoted(), stacked(), encoded(), id(), number(), order(), table(), pattern());
  }

  private static InputAttack quoted() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: a text ends the quotes that it is put between",
        Shop::open,
        List.of(
            "find_customer: {arguments: {name: sql-literal}}",
            "find_city: {arguments: {city: sql-literal}}"),
        Way.of("find_customer", "name", "Anna"),
        Way.all(
            List.of(
                Way.each(
                    "find_customer",
                    "name",
                    "' OR '1'='1",
                    "' OR 1=1 --",
                    "' OR 1=1;",
                    "'/**/OR/**/1=1/*",
                    "'\tOR\n1=1--",
                    "x' UNION SELECT name, city FROM customers --",
                    "x' OR city LIKE 'S%",
                    "x' OR name GLOB '*",
                    "'OR'a'<'b",
                    "x' OR (SELECT 1) AND ''='"),
                Way.each("find_city", "city", "\" OR 1=1 --", "x\" OR \"a\"=\"a"))));
  }

  private static InputAttack stacked() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: a text brings a statement of its own",
        Shop::open,
        List.of("add_note: {arguments: {text: sql-literal}}"),
        Way.of("add_note", "text", "Drop by on Monday; select one -- or call"),
        Way.each(
            "add_note",
            "text",
            "x'); DROP TABLE customers; --",
            "x');DELETE/**/FROM vouchers;--",
            "x'); UPDATE users SET role = 'admin' WHERE ('1'='1",
            "x'),((SELECT 1)); DROP TABLE vouchers --"));
  }

  private static InputAttack encoded() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: quotes in disguise, which the server takes off",
        Shop::open,
        List.of(
            "find_decoded: {arguments: {name: sql-literal}}",
            "find_folded: {arguments: {name: sql-literal}}"),
        Way.of("find_decoded", "name", "Anna"),
        Way.all(
            List.of(
                Way.each("find_decoded", "name", "%27+OR+1=1--", "%27%20OR%20%271%27%3D%271"),
                Way.each("find_folded", "name", "\uFF07 OR 1=1--", "\uFF07 \uFF2F\uFF32 1=1--"))));
  }

  private static InputAttack id() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: an id brings a condition",
        Shop::open,
        List.of("read_customer: {arguments: {id: sql-literal}}"),
        Way.of("read_customer", "id", "1"),
        Way.each(
            "read_customer",
            "id",
            "1 OR 1=1",
            "1/**/OR/**/1=1",
            "0 OR NOT 0",
            "0 UNION SELECT name, city FROM customers",
            "(0) or (1)=(1)",
            "0 or city like 'S%'",
            "0x0 or 1",
            "-1 or id between 0 and 9"));
  }

  private static InputAttack number() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: a number is none",
        Shop::open,
        List.of("read_number: {arguments: {number: number}}"),
        Way.of("read_number", "number", "1"),
        Way.each(
            "read_number",
            "number",
            "id OR id",
            "1 OR 1=1",
            "CASE WHEN 1 THEN id END OR 1",
            "coalesce(1, 2) OR true",
            "NULL OR 1"));
  }

  private static InputAttack order() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: an order tells, row by row, what nobody may read",
        Shop::open,
        List.of("list_customers: {arguments: {order: sql-identifier}}"),
        Way.of("list_customers", "order", "name"),
        Way.each(
            "list_customers",
            "order",
            "(CASE WHEN (SELECT city FROM customers WHERE shop='south') LIKE 'S%' THEN -id ELSE id"
                + " END)",
            "-id*(SELECT count(*) FROM vouchers WHERE code LIKE 'GIFT-7%')",
            "iif((SELECT 1 FROM vouchers WHERE code GLOB 'GIFT-7*'),-id,id)"));
  }

  private static InputAttack table() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: the name of a table is a query",
        Shop::open,
        List.of("list_rows: {arguments: {table: sql-identifier}}"),
        Way.of("list_rows", "table", "notes"),
        Way.each(
            "list_rows",
            "table",
            "notes UNION SELECT city FROM customers",
            "(SELECT city FROM customers)",
            "notes JOIN customers",
            "notes, customers",
            "notes LEFT JOIN customers ON 1 --",
            "customers--"));
  }

  private static InputAttack pattern() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "SQL: a code stands for every code",
        Shop::open,
        List.of("redeem: {arguments: {code: sql-like-literal}}"),
        Way.of("redeem", "code", "WELCOME"),
        Way.each("redeem", "code", "%", "GIFT-____", "G%", "' OR '1'='1"));
  }
}
