package io.portreeve.gateway.desk.jsonc;

/**
 * A member of an object.
 *
 * @param from where its name begins, with the quotation mark
 * @param named where its name ends, behind the quotation mark
 * @param comma where the comma behind it stands; -1 if there is none
 */
public record JsoncMember(int from, int named, String name, JsoncValue value, int comma) {}
